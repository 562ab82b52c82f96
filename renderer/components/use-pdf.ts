import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useState } from 'react'
import { openPdf } from './open-pdf.ts'

interface Opened {
  readonly source: string | Blob
  readonly pdf: PDFDocumentProxy | null
}

/** Opens a PDF for as long as it is shown; `failed` when it cannot be read. */
export function usePdf(source: string | Blob | null): {
  readonly pdf: PDFDocumentProxy | null
  readonly failed: boolean
} {
  const [opened, setOpened] = useState<Opened | null>(null)
  useEffect(() => {
    if (source === null) return
    let wanted = true
    let close: (() => Promise<void>) | null = null
    openPdf(source).then(
      (pdf) => {
        if (!wanted) return void pdf.close()
        close = pdf.close
        setOpened({ source, pdf: pdf.document })
      },
      () => wanted && setOpened({ source, pdf: null }),
    )
    return () => {
      wanted = false
      setOpened(null)
      void close?.()
    }
  }, [source])
  const mine = opened && opened.source === source ? opened : null
  return { pdf: mine?.pdf ?? null, failed: mine !== null && mine.pdf === null }
}
