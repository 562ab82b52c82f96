/**
 * Puts a picture of what a scrolling page view shows over it, so that new pages are drawn out of sight;
 * call the answer to take it away.
 */
export function coverWhileDrawn(box: HTMLElement): () => void {
  const area = box.getBoundingClientRect()
  const ratio = window.devicePixelRatio
  const cover = document.createElement('canvas')
  cover.className = 'zm-pdf-cover'
  cover.setAttribute('aria-hidden', 'true')
  cover.width = Math.max(1, Math.round(area.width * ratio))
  cover.height = Math.max(1, Math.round(area.height * ratio))
  const pen = cover.getContext('2d')
  if (!pen) return () => {}
  pen.fillStyle = getComputedStyle(box).backgroundColor
  pen.fillRect(0, 0, cover.width, cover.height)
  for (const page of box.querySelectorAll<HTMLElement>('.page')) {
    const place = page.getBoundingClientRect()
    if (place.bottom < area.top || place.top > area.bottom) continue
    const at = [(place.left - area.left) * ratio, (place.top - area.top) * ratio] as const
    pen.fillStyle = '#fff'
    pen.fillRect(...at, place.width * ratio, place.height * ratio)
    const drawn = page.querySelector('canvas')
    if (drawn && drawn.width > 0) pen.drawImage(drawn, ...at, place.width * ratio, place.height * ratio)
  }
  box.parentElement?.append(cover)
  const timer = setTimeout(() => cover.remove(), 4000)
  return () => {
    clearTimeout(timer)
    cover.remove()
  }
}
