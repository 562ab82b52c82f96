import 'pdfjs-dist/web/pdf_viewer.css'
import './pdf-viewer.css'
import { Segmented, Spin } from 'antd'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { PageThumbnails } from './page-thumbnails.tsx'
import { PdfOutline } from './pdf-outline.tsx'
import { PdfViewerBar } from './pdf-viewer-bar.tsx'
import { printPdf } from './print-pdf.ts'
import { usePdfView } from './use-pdf-view.ts'

/** The viewer that answers Ctrl+P: the one that came last. */
const viewers: symbol[] = []

function usePrinting(pdf: PDFDocumentProxy | null) {
  const [printing, setPrinting] = useState<number | null>(null)
  const stop = useRef<AbortController | null>(null)
  const print = () => {
    if (stop.current) return stop.current.abort()
    if (!pdf) return
    const control = new AbortController()
    stop.current = control
    setPrinting(0)
    void printPdf(pdf, control.signal, setPrinting)
      .catch(() => {})
      .finally(() => {
        stop.current = null
        setPrinting(null)
      })
  }
  const latest = useRef(print)
  useEffect(() => {
    latest.current = print
  })
  useEffect(() => {
    const me = Symbol('viewer')
    viewers.push(me)
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'p' || !(event.ctrlKey || event.metaKey) || viewers.at(-1) !== me) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
      viewers.splice(viewers.indexOf(me), 1)
      stop.current?.abort()
    }
  }, [])
  return { printing, print }
}

function Side(props: {
  readonly pdf: PDFDocumentProxy
  readonly page: number
  readonly onGo: (page: number) => void
  readonly onFollow: (destination: string | unknown[]) => void
}) {
  const [shown, setShown] = useState<'pages' | 'bookmarks'>('pages')
  return (
    <div className="zm-pdf-side">
      <Segmented
        block
        size="small"
        aria-label="侧栏内容"
        value={shown}
        onChange={setShown}
        options={[
          { value: 'pages', label: '缩略图' },
          { value: 'bookmarks', label: '书签' },
        ]}
      />
      {shown === 'pages' ? (
        <PageThumbnails pdf={props.pdf} current={props.page} onChoose={props.onGo} />
      ) : (
        <PdfOutline pdf={props.pdf} onFollow={props.onFollow} />
      )}
    </div>
  )
}

/**
 * Shows a stored PDF (`/files/<sha256>.pdf`) page by page; stays on its page when the address changes.
 * `target` asks for a page: a new object asks again.
 */
export function PdfViewer({
  url,
  label,
  target = null,
  extra,
  empty,
  onPage,
}: {
  readonly url: string | null
  /** Its accessible name, such as 「卷宗预览」. */
  readonly label: string
  readonly target?: { readonly page: number } | null
  readonly extra?: ReactNode
  /** Shown while there is no address. */
  readonly empty?: ReactNode
  readonly onPage?: (page: number) => void
}) {
  const container = useRef<HTMLDivElement>(null)
  const { state, goTo, follow, zoomTo, zoomBy } = usePdfView(container, url)
  const [sideOpen, setSideOpen] = useState(false)
  const [zoom, setZoom] = useState('page-width')
  const { printing, print } = usePrinting(state.pdf)
  const hear = useEffectEvent((page: number) => onPage?.(page))
  const visit = useEffectEvent(goTo)
  useEffect(() => hear(state.page), [state.page])
  useEffect(() => {
    if (target && state.pages > 0) visit(target.page)
  }, [target, state.pages])
  const zoomStep = (step: 1 | -1) => {
    zoomBy(step)
    setZoom('own')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = zoomKeys[event.key]
    if ((event.ctrlKey || event.metaKey) && step !== undefined) {
      event.preventDefault()
      if (step === 0) zoomTo('page-width')
      else zoomBy(step)
      setZoom(step === 0 ? 'page-width' : 'own')
    } else if (event.key === 'ArrowRight') goTo(state.page + 1)
    else if (event.key === 'ArrowLeft') goTo(state.page - 1)
  }
  return (
    <section className="zm-pdf" aria-label={label} aria-busy={state.loading}>
      <PdfViewerBar
        page={state.page}
        pages={state.pages}
        scale={state.scale}
        zoom={zoom}
        sideOpen={sideOpen}
        printing={printing}
        extra={extra}
        onSide={() => setSideOpen(!sideOpen)}
        onGo={goTo}
        onZoom={(value) => {
          if (value !== 'own') zoomTo(value)
          setZoom(value)
        }}
        onZoomBy={zoomStep}
        onPrint={print}
      />
      <div className="zm-pdf-body">
        {sideOpen && state.pdf && <Side pdf={state.pdf} page={state.page} onGo={goTo} onFollow={follow} />}
        <div className="zm-pdf-stage">
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys turn its pages */}
          <div
            ref={container}
            className="zm-pdf-scroll"
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
            tabIndex={0}
            role="document"
            aria-label={`${label}的页面`}
            onKeyDown={onKeyDown}
          >
            <div className="pdfViewer" />
          </div>
          {url === null && <div className="zm-pdf-over">{empty}</div>}
          {state.failed && (
            <div className="zm-pdf-over" role="alert">
              这份文件现在打不开。文件没有改动；请稍后再试，或在证据库中查看原件。
            </div>
          )}
          {state.loading && state.pdf === null && (
            <div className="zm-pdf-over">
              <Spin description="正在打开" />
            </div>
          )}
        </div>
      </div>
    </section>
  )
}

const zoomKeys: Readonly<Record<string, 1 | -1 | 0>> = { '+': 1, '=': 1, '-': -1, '0': 0 }
