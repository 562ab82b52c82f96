import type { PDFDocumentProxy } from 'pdfjs-dist'
import { AnnotationEditorType, AnnotationMode } from 'pdfjs-dist'
import { EventBus, PDFLinkService, PDFViewer, RenderingStates } from 'pdfjs-dist/web/pdf_viewer.mjs'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { coverWhileDrawn } from './cover-while-drawn.ts'
import { openPdf } from './open-pdf.ts'

/** What the page view shows at the moment. */
export interface PdfViewState {
  readonly pdf: PDFDocumentProxy | null
  readonly page: number
  readonly pages: number
  /** As a factor of 1. */
  readonly scale: number
  readonly loading: boolean
  readonly failed: boolean
}

interface Shell {
  readonly viewer: PDFViewer
  readonly link: PDFLinkService
  readonly bus: EventBus
}

const words = {
  getLanguage: () => 'zh-cn',
  getDirection: () => 'ltr',
  get: () => Promise.resolve(''),
  translate: () => Promise.resolve(),
  translateOnce: () => Promise.resolve(),
  destroy: () => Promise.resolve(),
  pause: () => {},
  resume: () => {},
}

function createShell(container: HTMLDivElement, stop: AbortSignal): Shell {
  const bus = new EventBus()
  const link = new PDFLinkService({ eventBus: bus })
  link.externalLinkEnabled = false
  const viewer = new PDFViewer({
    container,
    eventBus: bus,
    linkService: link,
    annotationMode: AnnotationMode.ENABLE,
    // Left on, pdf.js would paste pictures dropped or pasted anywhere onto the page as stamps of its own.
    annotationEditorMode: AnnotationEditorType.DISABLE,
    l10n: words as never,
    enableAutoLinking: false,
    abortSignal: stop,
  } as ConstructorParameters<typeof PDFViewer>[0])
  link.setViewer(viewer)
  return { viewer, link, bus }
}

/** Where the reader is: the page, and how far below its top. */
function placeOf({ viewer }: Shell, container: HTMLDivElement) {
  if (!viewer.pdfDocument) return null
  const page = viewer.currentPageNumber
  const top = viewer.getPageView(page - 1)?.div?.offsetTop ?? 0
  return { page, below: container.scrollTop - top }
}

function nameInChinese({ viewer }: Shell) {
  for (let index = 0; index < viewer.pagesCount; index += 1) {
    const div: HTMLElement | undefined = viewer.getPageView(index)?.div
    div?.removeAttribute('data-l10n-id')
    div?.removeAttribute('data-l10n-args')
    div?.setAttribute('aria-label', `第 ${index + 1} 页`)
  }
}

function scaleTo(viewer: PDFViewer, value: string) {
  viewer.currentScaleValue = value
}

function showPage(viewer: PDFViewer, page: number) {
  viewer.currentPageNumber = page
}

/** Puts another document in, or none. Pages of the old one that were asked for and come late are not drawn any more. */
function showDocument({ viewer }: Shell, pdf: PDFDocumentProxy | null) {
  const old = Array.from({ length: viewer.pagesCount }, (_, index): { renderingState: number } | undefined =>
    viewer.getPageView(index),
  )
  viewer.setDocument(pdf)
  for (const view of old) if (view) view.renderingState = RenderingStates.FINISHED
}

const nothing: PdfViewState = { pdf: null, page: 1, pages: 0, scale: 1, loading: false, failed: false }

/** Shows a PDF in `container` (which holds one empty div) and follows a changing address on the same page. */
export function usePdfView(container: RefObject<HTMLDivElement | null>, url: string | null) {
  const [state, setState] = useState(nothing)
  const shell = useRef<Shell | null>(null)
  const close = useRef<(() => Promise<void>) | null>(null)
  const zoom = useRef('page-width')

  useEffect(() => {
    const box = container.current
    if (!box) return
    const stop = new AbortController()
    const made = createShell(box, stop.signal)
    shell.current = made
    made.bus.on('pagechanging', ({ pageNumber }: { pageNumber: number }) =>
      setState((now) => ({ ...now, page: pageNumber })),
    )
    // 「适合宽度」 and 「整页」 follow the pane as it is resized.
    const watch = new ResizeObserver(() => {
      if (made.viewer.pdfDocument && zoom.current.startsWith('page-')) scaleTo(made.viewer, zoom.current)
    })
    watch.observe(box)
    made.bus.on('scalechanging', ({ scale }: { scale: number }) => setState((now) => ({ ...now, scale })))
    return () => {
      stop.abort()
      watch.disconnect()
      showDocument(made, null)
      made.viewer.cleanup()
      shell.current = null
      void close.current?.()
      close.current = null
    }
  }, [container])

  useEffect(() => {
    let wanted = true
    if (url === null) return
    void Promise.resolve().then(() => wanted && setState((now) => ({ ...now, loading: true, failed: false })))
    openPdf(url).then(
      (opened) => {
        const [made, box] = [shell.current, container.current]
        if (!wanted || !made || !box) return void opened.close()
        const place = placeOf(made, box)
        const before = close.current
        close.current = opened.close
        const ready = () => {
          made.bus.off('pagesinit', ready)
          made.viewer.currentScaleValue = zoom.current
          nameInChinese(made)
          if (place) made.viewer.currentPageNumber = Math.min(place.page, opened.document.numPages)
          if (place && place.page <= opened.document.numPages) box.scrollTop += place.below
        }
        made.bus.on('pagesinit', ready)
        const uncover = place ? coverWhileDrawn(box) : () => {}
        const drawn = () => {
          made.bus.off('pagerendered', drawn)
          requestAnimationFrame(uncover)
        }
        made.bus.on('pagerendered', drawn)
        showDocument(made, opened.document)
        made.link.setDocument(opened.document)
        void before?.()
        setState((now) => ({
          ...now,
          pdf: opened.document,
          pages: opened.document.numPages,
          page: Math.min(place?.page ?? 1, opened.document.numPages),
          loading: false,
        }))
      },
      () => wanted && setState((now) => ({ ...now, loading: false, failed: true })),
    )
    return () => {
      wanted = false
    }
  }, [url, container])

  const zoomTo = (value: string) => {
    zoom.current = value
    if (shell.current?.viewer.pdfDocument) scaleTo(shell.current.viewer, value)
  }
  const goTo = (page: number) => {
    const viewer = shell.current?.viewer
    if (viewer?.pdfDocument && page >= 1 && page <= viewer.pagesCount) showPage(viewer, page)
  }
  const follow = (destination: string | unknown[]) =>
    void shell.current?.link.goToDestination(destination as Parameters<PDFLinkService['goToDestination']>[0])
  /** One step in (1) or out (-1). */
  const zoomBy = (step: 1 | -1) => {
    const viewer = shell.current?.viewer
    if (!viewer?.pdfDocument) return
    const next = viewer.currentScale * (step > 0 ? 1.15 : 1 / 1.15)
    zoomTo(String(Math.min(4, Math.max(0.25, Number(next.toFixed(2))))))
  }
  return { state, goTo, follow, zoomTo, zoomBy }
}
