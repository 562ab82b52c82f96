import { AudioOutlined, FileOutlined, FileWordOutlined, PlayCircleOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Exhibit } from '#shared/exhibits.ts'
import { fileUrl } from '../../state/files.ts'

const icons: Readonly<Record<string, ReactNode>> = {
  audio: <AudioOutlined />,
  mp4: <PlayCircleOutlined />,
  docx: <FileWordOutlined />,
  doc: <FileWordOutlined />,
}

/** A small picture of an exhibit; an icon where it has none. Its name stands beside it. */
export function ExhibitThumbnail({ exhibit, size }: { readonly exhibit: Exhibit; readonly size: number }) {
  const first = exhibit.files[0]?.inspection
  const picture = exhibit.files.map(({ inspection }) => inspection.thumbnail).find((sha256) => sha256 !== null)
  return (
    <span className="exhibit-thumbnail" style={{ width: size, height: size }}>
      {picture ? (
        <img src={fileUrl(picture, 'jpg')} alt="" loading="lazy" />
      ) : (
        <span aria-hidden style={{ fontSize: size / 2.4 }}>
          {icons[first?.type ?? ''] ?? <FileOutlined />}
        </span>
      )}
    </span>
  )
}
