import { Alert, Checkbox, InputNumber, Modal } from 'antd'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useState } from 'react'
import type { DossierId, LetterId } from '#shared/ids.ts'
import type { Letter } from '#shared/letters.ts'
import { FileButton } from '../../components/file-button.tsx'
import { FileDropZone } from '../../components/file-drop-zone.tsx'
import { PageThumbnail } from '../../components/page-thumbnails.tsx'
import { useChange } from '../../state/change.tsx'
import { findRangeFaults, ownerOf, type StampRange } from './stamp-ranges.ts'
import { useScan } from './use-scan.ts'

function RangeRow({
  row,
  scanned,
  onChange,
}: {
  readonly row: StampRange
  readonly scanned: number
  readonly onChange: (row: StampRange) => void
}) {
  const { range, title } = row
  const put = (part: 'firstPage' | 'lastPage', value: number | null) =>
    onChange({ ...row, range: { ...(range ?? { firstPage: 1, lastPage: 1 }), [part]: value ?? 1 } })
  return (
    <li className="row">
      <Checkbox
        checked={range !== null}
        onChange={({ target }) =>
          onChange({ ...row, range: target.checked ? { firstPage: 1, lastPage: scanned } : null })
        }
      >
        {title}
      </Checkbox>
      {range && (
        <span className="row" style={{ marginLeft: 'auto' }}>
          第
          <InputNumber
            aria-label={`「${title}」起页`}
            min={1}
            max={scanned}
            precision={0}
            value={range.firstPage}
            onChange={(value) => put('firstPage', value)}
            style={{ width: 70 }}
          />
          至
          <InputNumber
            aria-label={`「${title}」止页`}
            min={1}
            max={scanned}
            precision={0}
            value={range.lastPage}
            onChange={(value) => put('lastPage', value)}
            style={{ width: 70 }}
          />
          页
        </span>
      )}
    </li>
  )
}

function Pages({ pdf, ranges }: { readonly pdf: PDFDocumentProxy; readonly ranges: readonly StampRange[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling list must be reachable by keyboard
    <ul className="stamped-pages" aria-label="扫描件页面" tabIndex={0}>
      {Array.from({ length: pdf.numPages }, (_, index) => index + 1).map((page) => {
        const owner = ownerOf(ranges, page)
        return (
          <li key={page} data-taken={owner !== null}>
            <PageThumbnail pdf={pdf} page={page} width={104} />
            <span>第 {page} 页</span>
            <span className="quiet">{owner ?? '不使用'}</span>
          </li>
        )
      })}
    </ul>
  )
}

/** Takes one stamped scan and shares its pages out to the letters. */
export function StampedImport({
  dossierId,
  letters,
  onClose,
}: {
  readonly dossierId: DossierId
  readonly letters: readonly Letter[]
  readonly onClose: () => void
}) {
  const change = useChange()
  const scan = useScan(letters)
  const [working, setWorking] = useState(false)
  const { pdf, ranges } = scan
  const scanned = pdf?.numPages ?? 0
  const faults = scan.file ? (pdf ? findRangeFaults(ranges, scanned) : []) : []
  const take = async () => {
    const token = await scan.send()
    if (token === null) return
    setWorking(true)
    const given = ranges.flatMap(({ letterId, range }) => (range ? [{ letterId: letterId as LetterId, ...range }] : []))
    const answer = await change((core) => core.letters.takeStamped({ dossierId, token, ranges: given }), {
      success: `已导入 ${given.length} 份文书的盖章件`,
      undo: true,
    })
    setWorking(false)
    if (answer.ok) onClose()
  }
  return (
    <Modal
      open
      width={820}
      style={{ top: 24 }}
      title="导入盖章扫描件"
      okText="导入"
      cancelText="取消"
      okButtonProps={{ disabled: !pdf || faults.length > 0, loading: working }}
      onOk={() => void take()}
      onCancel={onClose}
    >
      <FileDropZone take={([file]) => file && scan.open(file)} hint="松开鼠标，导入盖章扫描件">
        <div className="stack">
          <div className="row">
            <FileButton name="选择扫描件…" accept=".pdf,application/pdf" onFile={scan.open} />
            <span className="quiet">
              {scan.file ? scan.file.name : '把打印盖章后扫描成的一个 PDF 拖到这里；里面可以有几份文书。'}
            </span>
          </div>
          {scan.failed && <Alert type="error" showIcon title="这个文件打不开，请确认它是没有密码的 PDF。" />}
          {pdf && (
            <>
              <ul className="stamped-ranges" aria-label="页码分配">
                {ranges.map((row) => (
                  <RangeRow
                    key={row.letterId}
                    row={row}
                    scanned={scanned}
                    onChange={(next) => scan.share(ranges.map((one) => (one.letterId === next.letterId ? next : one)))}
                  />
                ))}
              </ul>
              {faults.map((fault) => (
                <Alert key={fault} type="warning" showIcon title={fault} />
              ))}
              <Pages pdf={pdf} ranges={ranges} />
              <p className="quiet" style={{ margin: 0 }}>
                导入后会与草稿逐页比对，缺页、多页和次序不同都会列出。
              </p>
            </>
          )}
        </div>
      </FileDropZone>
    </Modal>
  )
}
