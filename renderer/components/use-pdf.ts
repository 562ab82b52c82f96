import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useState } from 'react'
import { openPdf } from './open-pdf.ts'

interface Opened {
  readonly url: string
  readonly pdf: PDFDocumentProxy | null
}

/** Opens a PDF for as long as it is shown; `failed` when it cannot be read. */
export function usePdf(url: string | null): { readonly pdf: PDFDocumentProxy | null; readonly failed: boolean } {
  const [opened, setOpened] = useState<Opened | null>(null)
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
      () => wanted && setOpened({ url, pdf: null }),
    )
    return () => {
      wanted = false
      setOpened(null)
      void close?.()
    }
  }, [url])
  const mine = opened && opened.url === url ? opened : null
  return { pdf: mine?.pdf ?? null, failed: mine !== null && mine.pdf === null }
}
