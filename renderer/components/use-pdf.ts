import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useState } from 'react'
import { openPdf } from './open-pdf.ts'

/** Opens a PDF for as long as it is shown; null until it is read, or when it cannot be. */
export function usePdf(url: string | null): PDFDocumentProxy | null {
  const [opened, setOpened] = useState<{ readonly url: string; readonly pdf: PDFDocumentProxy } | null>(null)
  useEffect(() => {
    if (url === null) return
    let wanted = true
    let close: (() => Promise<void>) | null = null
    openPdf(url).then(
      (pdf) => {
        if (!wanted) return void pdf.close()
        close = pdf.close
        setOpened({ url, pdf: pdf.document })
      },
      () => {},
    )
    return () => {
      wanted = false
      setOpened(null)
      void close?.()
    }
  }, [url])
  return opened && opened.url === url ? opened.pdf : null
}
