import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useState } from 'react'

type Entry = NonNullable<Awaited<ReturnType<PDFDocumentProxy['getOutline']>>>[number]

function Entries({ entries, onFollow }: { readonly entries: readonly Entry[]; readonly onFollow: Follow }) {
  return (
    <ul className="zm-outline">
      {entries.map((entry, index) => (
        <li key={index}>
          <button type="button" onClick={() => entry.dest && onFollow(entry.dest)}>
            {entry.title}
          </button>
          {entry.items.length > 0 && <Entries entries={entry.items as Entry[]} onFollow={onFollow} />}
        </li>
      ))}
    </ul>
  )
}

type Follow = (destination: string | unknown[]) => void

/** The bookmarks of a PDF as a list to jump by. */
export function PdfOutline({ pdf, onFollow }: { readonly pdf: PDFDocumentProxy; readonly onFollow: Follow }) {
  const [entries, setEntries] = useState<readonly Entry[] | null>(null)
  useEffect(() => {
    let wanted = true
    pdf.getOutline().then(
      (found) => wanted && setEntries(found ?? []),
      () => wanted && setEntries([]),
    )
    return () => {
      wanted = false
    }
  }, [pdf])
  if (entries === null) return null
  if (entries.length === 0) return <p className="zm-outline-none">这份文件没有书签</p>
  return (
    <nav aria-label="书签">
      <Entries entries={entries} onFollow={onFollow} />
    </nav>
  )
}
