import { useEffect, useState } from 'react'
import type { Letter } from '#shared/letters.ts'
import { usePdf } from '../../components/use-pdf.ts'
import { useShowError } from '../../state/change.tsx'
import { client } from '../../state/core.ts'
import { putFile } from '../../state/files.ts'
import { proposeRanges, type StampRange } from './stamp-ranges.ts'

async function countPages(letters: readonly Letter[]) {
  return Promise.all(
    letters.map(async ({ id, title }) => {
      const answer = await client.letters.preview({ id })
      return { id, title, pages: answer.ok ? answer.value.pages : 1 }
    }),
  )
}

/** A scan at hand before it is taken: its pages to look at, and how they are shared out. */
export function useScan(letters: readonly Letter[]) {
  const showError = useShowError()
  const [file, setFile] = useState<File | null>(null)
  const [shared, setShared] = useState<readonly StampRange[] | null>(null)
  const [drafts, setDrafts] = useState<Awaited<ReturnType<typeof countPages>> | null>(null)
  const { pdf, failed } = usePdf(file)

  useEffect(() => {
    let wanted = true
    void countPages(letters).then((counted) => wanted && setDrafts(counted))
    return () => {
      wanted = false
    }
  }, [letters])

  const plain = letters.map(({ id, title }) => ({ id: id as string, title, pages: 1 }))
  return {
    file,
    pdf,
    failed,
    ranges: shared ?? (pdf ? proposeRanges(drafts ?? plain, pdf.numPages) : []),
    share: setShared,
    open: (chosen: File) => {
      setFile(chosen)
      setShared(null)
    },
    /** Hands the scan to the core; null when it could not be read. */
    send: async (): Promise<string | null> => {
      if (!file) return null
      const put = await putFile(file)
      if (put.ok) return put.value.token
      showError(put.error)
      return null
    },
  }
}
