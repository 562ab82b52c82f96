import {
  LeftOutlined,
  PrinterOutlined,
  RightOutlined,
  UnorderedListOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons'
import { Button, InputNumber, Select } from 'antd'
import { type ReactNode, useState } from 'react'

const zooms = [
  { value: 'page-width', label: '适合宽度' },
  { value: 'page-fit', label: '整页' },
  { value: '0.5', label: '50%' },
  { value: '0.75', label: '75%' },
  { value: '1', label: '100%' },
  { value: '1.5', label: '150%' },
  { value: '2', label: '200%' },
  { value: '3', label: '300%' },
]

function PageBox({
  page,
  pages,
  onGo,
}: {
  readonly page: number
  readonly pages: number
  onGo: (page: number) => void
}) {
  const [entry, setEntry] = useState<{ readonly at: number; readonly typed: number | null } | null>(null)
  // What was typed counts only on the page where it was typed.
  const typed = entry && entry.at === page ? entry.typed : page
  const go = () => {
    if (typed !== null && typed >= 1 && typed <= pages && typed !== page) onGo(typed)
    else setEntry(null)
  }
  return (
    <span className="zm-pdf-page">
      <InputNumber
        aria-label="页码"
        size="small"
        controls={false}
        min={1}
        max={Math.max(1, pages)}
        precision={0}
        value={typed}
        disabled={pages === 0}
        onChange={(now) => setEntry({ at: page, typed: now })}
        onBlur={go}
        onPressEnter={go}
        style={{ width: 52 }}
      />
      <span>/ {pages}</span>
    </span>
  )
}

/** The row of buttons above a PDF. */
export function PdfViewerBar(props: {
  readonly page: number
  readonly pages: number
  readonly scale: number
  readonly zoom: string
  readonly sideOpen: boolean
  readonly printing: number | null
  readonly extra?: ReactNode
  readonly onSide: () => void
  readonly onGo: (page: number) => void
  readonly onZoom: (value: string) => void
  readonly onZoomBy: (step: 1 | -1) => void
  readonly onPrint: () => void
}) {
  const { page, pages, zoom, scale } = props
  const known = zooms.some((option) => option.value === zoom)
  const options = known ? zooms : [{ value: zoom, label: `${Math.round(scale * 100)}%` }, ...zooms]
  const none = pages === 0
  return (
    <div className="zm-pdf-bar" role="toolbar" aria-label="预览工具">
      <Button
        size="small"
        type="text"
        icon={<UnorderedListOutlined />}
        aria-label="缩略图和书签"
        title="缩略图和书签"
        aria-pressed={props.sideOpen}
        disabled={none}
        onClick={props.onSide}
      />
      <Button
        size="small"
        type="text"
        icon={<LeftOutlined />}
        aria-label="上一页"
        title="上一页"
        disabled={page <= 1}
        onClick={() => props.onGo(page - 1)}
      />
      <PageBox page={page} pages={pages} onGo={props.onGo} />
      <Button
        size="small"
        type="text"
        icon={<RightOutlined />}
        aria-label="下一页"
        title="下一页"
        disabled={page >= pages}
        onClick={() => props.onGo(page + 1)}
      />
      <Button
        size="small"
        type="text"
        icon={<ZoomOutOutlined />}
        aria-label="缩小"
        title="缩小（Ctrl+-）"
        disabled={none}
        onClick={() => props.onZoomBy(-1)}
      />
      <Select
        size="small"
        aria-label="缩放比例"
        value={zoom}
        options={options}
        onChange={props.onZoom}
        disabled={none}
        style={{ width: 96 }}
      />
      <Button
        size="small"
        type="text"
        icon={<ZoomInOutlined />}
        aria-label="放大"
        title="放大（Ctrl++）"
        disabled={none}
        onClick={() => props.onZoomBy(1)}
      />
      <Button
        size="small"
        type="text"
        icon={<PrinterOutlined />}
        aria-label={props.printing === null ? '打印' : '取消打印'}
        title={props.printing === null ? '打印（Ctrl+P）' : '取消打印'}
        disabled={none}
        onClick={props.onPrint}
      >
        {props.printing === null ? null : `${props.printing}/${pages}`}
      </Button>
      {props.extra}
    </div>
  )
}
