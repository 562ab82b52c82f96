import { Button, Image, Modal } from 'antd'
import { useState } from 'react'
import type { Package } from '#shared/packages.ts'
import { PdfViewer } from '../../components/pdf-viewer.tsx'
import { useChange } from '../../state/change.tsx'
import { fileUrl } from '../../state/files.ts'
import { sizeWords } from '../../text/dates.ts'

type PackageFile = Package['files'][number]

const pictures: Readonly<Record<string, 'jpg' | 'png'>> = { 'image/jpeg': 'jpg', 'image/png': 'png' }

const isCode = ({ name, slot }: PackageFile) => `${name}${slot}`.includes('二维码')

function Look({ file, onClose }: { readonly file: PackageFile; readonly onClose: () => void }) {
  const picture = pictures[file.mediaType]
  return (
    <Modal open width="min(1000px, 92vw)" title={file.name} footer={null} onCancel={onClose}>
      <div style={{ height: '72vh', overflow: 'auto' }}>
        {picture ? (
          <img src={fileUrl(file.sha256, picture)} alt={file.slot} style={{ maxWidth: '100%' }} />
        ) : (
          <PdfViewer url={fileUrl(file.sha256, 'pdf')} label={`「${file.name}」预览`} />
        )}
      </div>
    </Modal>
  )
}

function Codes({ files }: { readonly files: readonly PackageFile[] }) {
  if (files.length === 0) return null
  return (
    <section aria-label="二维码">
      <h2>用手机扫码取得文字</h2>
      <ul className="package-codes">
        {files.map((file) => (
          <li key={file.name}>
            <Image
              src={fileUrl(file.sha256, 'png')}
              alt={`二维码：${file.slot}`}
              width={180}
              height={180}
              preview={false}
            />
            <span>{file.slot}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The files of a package in upload order, with their slots and what was done to fit them. */
export function PackageFiles({ files }: { readonly files: Package['files'] }) {
  const change = useChange()
  const [looking, setLooking] = useState<PackageFile | null>(null)
  const save = (file: PackageFile) =>
    void change(
      (core) => core.files.saveCopy({ sha256: file.sha256, name: file.name.split('/').at(-1) ?? file.name }),
      {
        success: ({ path }) => `已保存到 ${path}`,
      },
    )
  const canLook = ({ mediaType }: PackageFile) => mediaType === 'application/pdf' || mediaType in pictures
  return (
    <>
      <section aria-label="提交包文件">
        <h2>文件（{files.length}）</h2>
        <ol className="package-files">
          {files.map((file) => (
            <li key={file.name}>
              <div className="package-slot">{file.slot}</div>
              <div style={{ overflowWrap: 'anywhere' }}>
                {file.name} <span className="quiet">{sizeWords(file.size)}</span>
              </div>
              {file.fitted && <div className="quiet">{file.fitted}</div>}
              <div className="row" style={{ gap: 4 }}>
                {canLook(file) && (
                  <Button size="small" onClick={() => setLooking(file)} aria-label={`查看「${file.name}」`}>
                    查看
                  </Button>
                )}
                <Button size="small" onClick={() => save(file)} aria-label={`另存「${file.name}」`}>
                  另存…
                </Button>
              </div>
            </li>
          ))}
        </ol>
      </section>
      <Codes files={files.filter(isCode)} />
      {looking && <Look file={looking} onClose={() => setLooking(null)} />}
    </>
  )
}
