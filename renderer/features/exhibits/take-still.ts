/** A picture from a stored video, a second in or half-way through a shorter one; null when it cannot be played here. */
export async function takeStill(url: string): Promise<Blob | null> {
  const video = document.createElement('video')
  video.muted = true
  video.preload = 'auto'
  try {
    await reach(video, 'loadeddata', () => (video.src = url))
    const at = Math.min(1, (Number.isFinite(video.duration) ? video.duration : 2) / 2)
    await reach(video, 'seeked', () => (video.currentTime = at))
    const canvas = document.createElement('canvas')
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    canvas.getContext('2d')?.drawImage(video, 0, 0)
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92))
  } catch {
    return null
  } finally {
    video.removeAttribute('src')
    video.load()
  }
}

function reach(video: HTMLVideoElement, event: 'loadeddata' | 'seeked', start: () => void) {
  return new Promise<void>((resolve, reject) => {
    const stop = new AbortController()
    const end = (settle: () => void) => () => {
      stop.abort()
      settle()
    }
    video.addEventListener(event, end(resolve), { signal: stop.signal })
    const fail = end(() => reject(new Error('not playable')))
    video.addEventListener('error', fail, { signal: stop.signal })
    const timer = setTimeout(fail, 15_000)
    stop.signal.addEventListener('abort', () => clearTimeout(timer))
    start()
  })
}
