import type { PDFDocumentProxy } from 'pdfjs-dist'

/** Draws one page (from 1) on a canvas `width` pixels wide, told to `sized` before it is drawn; false when called off. */
export async function drawPdfPage(
  pdf: PDFDocumentProxy,
  pageNumber: number,
  canvas: HTMLCanvasElement,
  width: number,
  signal: AbortSignal,
  sized?: (canvas: HTMLCanvasElement) => void,
): Promise<boolean> {
  const page = await pdf.getPage(pageNumber)
  if (signal.aborted) return false
  const scale = width / page.getViewport({ scale: 1 }).width
  const viewport = page.getViewport({ scale })
  canvas.width = Math.max(1, Math.round(viewport.width))
  canvas.height = Math.max(1, Math.round(viewport.height))
  sized?.(canvas)
  const render = page.render({ canvas, viewport })
  const stop = () => render.cancel()
  signal.addEventListener('abort', stop, { once: true })
  try {
    await render.promise
    return true
  } catch (thrown) {
    if (signal.aborted) return false
    throw thrown
  } finally {
    signal.removeEventListener('abort', stop)
    page.cleanup()
  }
}
