import type { PDFDocumentProxy } from 'pdfjs-dist'
import { drawPdfPage } from './draw-pdf-page.ts'

const pixelsPerPoint = 150 / 72

async function pictureOf(pdf: PDFDocumentProxy, pageNumber: number, signal: AbortSignal) {
  const page = await pdf.getPage(pageNumber)
  const { width, height } = page.getViewport({ scale: 1 })
  const canvas = document.createElement('canvas')
  if (!(await drawPdfPage(pdf, pageNumber, canvas, width * pixelsPerPoint, signal))) return null
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92))
  canvas.width = 0
  if (blob === null) throw new Error('no picture')
  return { url: URL.createObjectURL(blob), width, height }
}

/** Sends every page to the system's print dialog at 150 dpi; `moved` counts the pages made ready. */
export async function printPdf(pdf: PDFDocumentProxy, signal: AbortSignal, moved: (done: number) => void) {
  const sheet = document.createElement('div')
  sheet.className = 'zm-print'
  const urls: string[] = []
  try {
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const picture = await pictureOf(pdf, number, signal)
      if (picture === null) return
      urls.push(picture.url)
      const image = document.createElement('img')
      image.alt = ''
      image.src = picture.url
      image.className = picture.width > picture.height ? 'zm-print-wide' : ''
      await image.decode()
      sheet.append(image)
      moved(number)
    }
    document.body.append(sheet)
    document.body.classList.add('zm-printing')
    window.print()
  } finally {
    document.body.classList.remove('zm-printing')
    sheet.remove()
    for (const url of urls) URL.revokeObjectURL(url)
  }
}
