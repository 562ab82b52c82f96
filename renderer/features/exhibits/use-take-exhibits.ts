import { useCallback, useState } from 'react'
import type { Exhibit } from '#shared/exhibits.ts'
import type { CompanyId } from '#shared/ids.ts'
import { useChange, useJob, useShowError } from '../../state/change.tsx'
import { client } from '../../state/core.ts'
import { chooseFiles, fileUrl, type InboxFile, putFile } from '../../state/files.ts'
import { takeStill } from './take-still.ts'

/** What became of the files that were handed over. */
export interface Taken {
  readonly added: readonly Exhibit[]
  readonly known: readonly { readonly name: string; readonly exhibit: Exhibit }[]
  readonly refused: readonly { readonly name: string; readonly reason: string }[]
}

/** Kinds of files the system's dialog offers. */
const extensions =
  'pdf jpg jpeg png webp tif tiff gif bmp heic docx doc xlsx txt eml zip ofd mp4 wav mp3 m4a ogg amr'.split(' ')

async function addStills(added: readonly Exhibit[]) {
  for (const exhibit of added) {
    const video = exhibit.files.find(({ inspection }) => inspection.type === 'mp4' && inspection.thumbnail === null)
    const still = video ? await takeStill(fileUrl(video.sha256, 'mp4')) : null
    if (!still) continue
    const put = await putFile(new File([still], `${exhibit.title}_截图.jpg`, { type: 'image/jpeg' }))
    if (put.ok) await client.exhibits.addStill({ id: exhibit.id, token: put.value.token })
  }
}

/** Takes dropped, pasted or chosen files into the library; says what became of each. */
export function useTakeExhibits(companyId: CompanyId) {
  const job = useJob()
  const change = useChange()
  const showError = useShowError()
  const [report, setReport] = useState<Taken | null>(null)

  const takeTokens = useCallback(
    async (files: readonly InboxFile[]): Promise<readonly Exhibit[]> => {
      if (files.length === 0) return []
      const tokens = files.map(({ token }) => token)
      const answer = await job(
        files.length === 1 ? `加入「${files[0]?.name}」` : `加入 ${files.length} 个文件`,
        (core, id) => core.exhibits.add({ companyId, tokens, job: id }),
      )
      if (!answer.ok) return []
      setReport(answer.value)
      void addStills(answer.value.added)
      return [...answer.value.added, ...answer.value.known.map(({ exhibit }) => exhibit)]
    },
    [job, companyId],
  )

  const take = useCallback(
    async (files: readonly File[]): Promise<readonly Exhibit[]> => {
      const put: InboxFile[] = []
      for (const file of files) {
        const answer = await putFile(file)
        if (answer.ok) put.push(answer.value)
        else showError(answer.error)
      }
      return takeTokens(put)
    },
    [takeTokens, showError],
  )

  const choose = useCallback(async (): Promise<readonly Exhibit[]> => {
    const chosen = await change(() => chooseFiles({ title: '选择证据文件', several: true, extensions }))
    return chosen.ok ? takeTokens(chosen.value) : []
  }, [change, takeTokens])

  return { take, choose, report, dismiss: () => setReport(null) }
}
