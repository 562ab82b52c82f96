import type { PDFDocumentProxy } from 'pdfjs-dist'
import { type CSSProperties, useEffect, useRef, useState } from 'react'
import { drawPdfPage } from './draw-pdf-page.ts'

/** One small page picture (page from 1), drawn when it comes into sight; a picture only, the name is the caller's. */
export function PageThumbnail({
  pdf,
  page,
  width,
  rotate = 0,
  style,
}: {
  readonly pdf: PDFDocumentProxy | null
  readonly page: number
  readonly width: number
  readonly rotate?: 0 | 90 | 180 | 270
  readonly style?: CSSProperties
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [shape, setShape] = useState(1.414)
  useEffect(() => {
    const target = canvas.current
    if (!target || !pdf) return
    const stop = new AbortController()
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return
        watch.disconnect()
        const pixels = width * Math.min(2, window.devicePixelRatio)
        drawPdfPage(pdf, page, target, pixels, stop.signal, (sized) => setShape(sized.height / sized.width)).catch(
          () => {},
        )
      },
      { rootMargin: '200px' },
    )
    watch.observe(target)
    return () => {
      watch.disconnect()
      stop.abort()
    }
  }, [pdf, page, width])
  const turned = rotate === 90 || rotate === 270
  const fit = turned ? Math.min(1, 1 / shape) : 1
  return (
    <span className="zm-thumb" style={{ width, height: width * shape, ...style }}>
      <canvas
        ref={canvas}
        aria-hidden
        style={{ width: '100%', height: '100%', transform: `rotate(${rotate}deg) scale(${fit})` }}
      />
    </span>
  )
}

const comeIntoSight = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })

/** A list of page pictures to jump by; the page at hand is marked. */
export function PageThumbnails({
  pdf,
  current,
  onChoose,
}: {
  readonly pdf: PDFDocumentProxy
  readonly current: number
  readonly onChoose: (page: number) => void
}) {
  return (
    <ul className="zm-thumbs" aria-label="页面缩略图">
      {Array.from({ length: pdf.numPages }, (_, index) => index + 1).map((page) => (
        <li key={page}>
          <button
            type="button"
            ref={page === current ? comeIntoSight : null}
            aria-label={`转到第 ${page} 页`}
            aria-current={page === current ? 'page' : undefined}
            onClick={() => onChoose(page)}
          >
            <PageThumbnail pdf={pdf} page={page} width={96} />
            <span>{page}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
