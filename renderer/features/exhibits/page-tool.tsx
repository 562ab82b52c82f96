import { RotateLeftOutlined, RotateRightOutlined, ScissorOutlined } from '@ant-design/icons'
import { Button, Checkbox } from 'antd'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useState } from 'react'
import type { Exhibit, ExhibitFile, PageChoice } from '#shared/exhibits.ts'
import { PageThumbnail } from '../../components/page-thumbnails.tsx'
import { usePdf } from '../../components/use-pdf.ts'
import { useChange } from '../../state/change.tsx'
import { fileUrl } from '../../state/files.ts'
import { CropDialog } from './crop-dialog.tsx'

const turns = [0, 90, 180, 270] as const

const turn = (rotate: PageChoice['rotate'], by: 1 | 3) => turns[(turns.indexOf(rotate) + by) % 4] ?? 0

interface Page extends PageChoice {
  readonly bound: boolean
}

/** Every page of the original in order, with what was chosen for it. */
function pagesOf(file: ExhibitFile): Page[] {
  const count = file.inspection.pdfForm?.pages.length ?? 0
  return Array.from({ length: count }, (_, index) => {
    const chosen = file.pages?.find((page) => page.index === index)
    return { index, rotate: chosen?.rotate ?? 0, crop: chosen?.crop ?? null, bound: file.pages === null || !!chosen }
  })
}

function PageCard(props: {
  readonly pdf: PDFDocumentProxy | null
  readonly page: Page
  readonly last: boolean
  readonly locked: boolean
  readonly onChange: (page: Page) => void
  readonly onCrop: () => void
}) {
  const { pdf, page, locked, onChange } = props
  const place = `第 ${page.index + 1} 页`
  const clip = page.crop
    ? `inset(${[page.crop.top, page.crop.right, page.crop.bottom, page.crop.left].map((part) => `${part * 100}%`).join(' ')})`
    : undefined
  return (
    <li className="page-card" data-out={!page.bound}>
      <PageThumbnail
        pdf={pdf}
        page={page.index + 1}
        width={140}
        rotate={page.rotate}
        {...(clip ? { style: { clipPath: clip } } : {})}
      />
      <Checkbox
        checked={page.bound}
        disabled={locked || (page.bound && props.last)}
        aria-label={`${place} 装入卷宗`}
        onChange={({ target }) => onChange({ ...page, bound: target.checked })}
      >
        {place}
      </Checkbox>
      <div className="row" style={{ gap: 2 }}>
        <Button
          size="small"
          type="text"
          icon={<RotateLeftOutlined />}
          aria-label={`${place} 向左转`}
          title="向左转"
          disabled={locked}
          onClick={() => onChange({ ...page, rotate: turn(page.rotate, 3) })}
        />
        <Button
          size="small"
          type="text"
          icon={<RotateRightOutlined />}
          aria-label={`${place} 向右转`}
          title="向右转"
          disabled={locked}
          onClick={() => onChange({ ...page, rotate: turn(page.rotate, 1) })}
        />
        <Button
          size="small"
          type="text"
          icon={<ScissorOutlined />}
          aria-label={`${place} 裁剪`}
          title="裁剪"
          disabled={locked}
          onClick={props.onCrop}
        />
      </div>
      {(page.rotate !== 0 || page.crop) && (
        <span className="quiet">
          {[page.rotate !== 0 && `转 ${page.rotate}°`, page.crop && '已裁剪'].filter(Boolean).join('，')}
        </span>
      )}
    </li>
  )
}

/** Turns, crops and leaves out pages of one file; the original stays untouched. */
export function PageTool({
  exhibit,
  file,
  locked,
}: {
  readonly exhibit: Exhibit
  readonly file: ExhibitFile
  readonly locked: boolean
}) {
  const change = useChange()
  const [cropping, setCropping] = useState<Page | null>(null)
  const { pdf } = usePdf(file.inspection.pdfForm ? fileUrl(file.inspection.pdfForm.sha256, 'pdf') : null)
  const pages = pagesOf(file)
  const bound = pages.filter((page) => page.bound)
  const arrange = (chosen: PageChoice[] | null, said: string) =>
    void change((core) => core.exhibits.arrangePages({ id: exhibit.id, sha256: file.sha256, pages: chosen }), {
      success: said,
      undo: true,
    })
  const put = (next: Page, said: string) =>
    arrange(
      pages
        .map((page) => (page.index === next.index ? next : page))
        .filter((page) => page.bound)
        .map(({ index, rotate, crop }) => ({ index, rotate, crop })),
      said,
    )
  return (
    <div className="stack">
      <div className="row">
        <span>
          原件 {pages.length} 页，装入 {bound.length} 页
        </span>
        <span className="quiet">原件不会改动</span>
        <Button
          style={{ marginLeft: 'auto' }}
          disabled={locked || file.pages === null}
          onClick={() => arrange(null, '已恢复原样')}
        >
          恢复原样
        </Button>
      </div>
      <ul className="page-grid" aria-label={`「${file.name}」的页面`}>
        {pages.map((page) => (
          <PageCard
            key={page.index}
            pdf={pdf}
            page={page}
            last={bound.length === 1}
            locked={locked}
            onChange={(next) => put(next, `第 ${page.index + 1} 页已调整`)}
            onCrop={() => setCropping(page)}
          />
        ))}
      </ul>
      {cropping && (
        <CropDialog
          pdf={pdf}
          choice={cropping}
          onClose={() => setCropping(null)}
          onCrop={(crop) => {
            put({ ...cropping, crop, bound: true }, `第 ${cropping.index + 1} 页已裁剪`)
            setCropping(null)
          }}
        />
      )}
    </div>
  )
}
