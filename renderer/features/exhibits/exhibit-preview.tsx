import type { ExhibitFile } from '#shared/exhibits.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { PdfViewer } from '../../components/pdf-viewer.tsx'
import { fileUrl } from '../../state/files.ts'

const soundExtensions: Readonly<Record<string, 'mp3' | 'wav' | 'm4a' | 'ogg'>> = {
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/wave': 'wav',
  'audio/vnd.wave': 'wav',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/aac': 'm4a',
  'audio/ogg': 'ogg',
  'audio/opus': 'ogg',
}

/** One file of an exhibit as it can be seen or heard here. */
export function ExhibitPreview({ file }: { readonly file: ExhibitFile }) {
  const { inspection, sha256, name } = file
  const { pdfForm, type, mediaType } = inspection
  const sound = type === 'audio' ? soundExtensions[mediaType] : undefined
  return (
    <div className="exhibit-preview">
      {type === 'mp4' && (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- evidence as it was handed in; no captions exist
        <video controls preload="metadata" src={fileUrl(sha256, 'mp4')} aria-label={`播放视频「${name}」`} />
      )}
      {sound && (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- evidence as it was handed in; no captions exist
        <audio controls preload="metadata" src={fileUrl(sha256, sound)} aria-label={`播放录音「${name}」`} />
      )}
      {pdfForm && <PdfViewer url={fileUrl(pdfForm.sha256, 'pdf')} label={`「${name}」预览`} />}
      {!pdfForm && type !== 'mp4' && !sound && (
        <EmptyState sentence={inspection.refusal ?? '这种文件不能在这里预览，可以另存原件后查看。'} />
      )}
    </div>
  )
}
