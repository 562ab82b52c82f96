import './packages.css'
import { Alert, Button, DatePicker, Form, Input, Modal } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { Build, Dossier } from '#shared/dossiers.ts'
import type { Submission } from '#shared/submissions.ts'
import { FileDropZone } from '../../components/file-drop-zone.tsx'
import { useChange, useShowError } from '../../state/change.tsx'
import { chooseFiles, type InboxFile, putFile } from '../../state/files.ts'
import { dateTime, sizeWords } from '../../text/dates.ts'

const receiptExtensions = ['pdf', 'jpg', 'jpeg', 'png', 'webp', 'eml']

// The picker knows no time zones: it shows and takes Shanghai's clock, whatever the computer's is.
const wallClock = (instant: Date): Dayjs => dayjs(`${dateTime(instant.toISOString()).replace(' ', 'T')}:00`)

const instantOf = (wall: Dayjs): Date => new Date(`${wall.format('YYYY-MM-DDTHH:mm')}:00+08:00`)

const isLater = (wall: Dayjs): boolean => instantOf(wall).getTime() > Date.now()

/** What exactly will be frozen, in words. */
function Frozen({ dossier, build }: { readonly dossier: Dossier; readonly build: Build }) {
  const others = build.package.files.filter(({ sha256 }) => sha256 !== build.bundle.sha256)
  const size = build.bundle.size + others.reduce((sum, file) => sum + file.size, 0)
  return (
    <Alert
      type="warning"
      title="登记后不能再改，请确认"
      description={
        <ul style={{ margin: 0, paddingLeft: 18 }}>
          <li>
            卷宗 PDF「{build.bundle.name}」（{build.bundle.pages} 页）、{others.length} 个提交文件和{' '}
            {build.package.texts.length} 段文字连同 SHA-256 固定为只读，共 {sizeWords(size)}。
          </li>
          <li>
            {dossier.numbers.length} 个号码（{dossier.numbers.slice(0, 3).join('、')}
            {dossier.numbers.length > 3 && ' 等'}）的申诉改为「已提交」，开始计算预计答复日。
          </li>
          <li>这份卷宗的目录、文书和材料不能再改动；受理号以后还可以补。</li>
        </ul>
      }
    />
  )
}

/** 标记已提交: when, 受理号, note and receipt; says exactly what will be frozen. */
export function SubmitDialog({
  dossier,
  build,
  onClose,
  onRecorded,
}: {
  readonly dossier: Dossier
  readonly build: Build
  readonly onClose: () => void
  readonly onRecorded: (submission: Submission) => void
}) {
  const change = useChange()
  const showError = useShowError()
  const [at, setAt] = useState<Dayjs | null>(() => wallClock(new Date()))
  const [reference, setReference] = useState('')
  const [note, setNote] = useState('')
  const [receipt, setReceipt] = useState<InboxFile | null>(null)
  const [working, setWorking] = useState(false)
  const takeReceipt = async ([file]: readonly File[]) => {
    if (!file) return
    const put = await putFile(file)
    if (put.ok) setReceipt(put.value)
    else showError(put.error)
  }
  const chooseReceipt = async () => {
    const chosen = await change(() => chooseFiles({ title: '选择回执文件', extensions: receiptExtensions }))
    if (chosen.ok && chosen.value[0]) setReceipt(chosen.value[0])
  }
  const record = async () => {
    if (!at) return
    setWorking(true)
    const answer = await change((core) =>
      core.submissions.record({
        dossierId: dossier.id,
        buildId: build.id,
        submittedAt: instantOf(at).toISOString(),
        reference: reference.trim(),
        note: note.trim(),
        receipt: receipt?.token ?? null,
      }),
    )
    setWorking(false)
    if (answer.ok) onRecorded(answer.value)
  }
  const late = at !== null && isLater(at)
  return (
    <Modal
      open
      width={680}
      style={{ top: 24 }}
      title={`标记已提交：${dossier.platformName}`}
      okText="标记已提交"
      cancelText="取消"
      okButtonProps={{ disabled: at === null || late, loading: working }}
      onOk={() => void record()}
      onCancel={onClose}
    >
      <FileDropZone take={(files) => void takeReceipt(files)} hint="松开鼠标，作为提交回执">
        <Form layout="vertical">
          <Frozen dossier={dossier} build={build} />
          <div className="submit-when">
            <Form.Item
              label="提交时间"
              required
              {...(late ? { validateStatus: 'error', help: '提交时间不能晚于现在' } : {})}
            >
              <DatePicker
                aria-label="提交时间"
                showTime={{ format: 'HH:mm' }}
                format="YYYY-MM-DD HH:mm"
                value={at}
                onChange={setAt}
                allowClear={false}
              />
            </Form.Item>
            <Form.Item label="受理号" extra="还没有给出时留空，以后可以补">
              <Input
                aria-label="受理号"
                maxLength={100}
                value={reference}
                onChange={({ target }) => setReference(target.value)}
              />
            </Form.Item>
          </div>
          <Form.Item label="备注">
            <Input.TextArea
              aria-label="备注"
              autoSize={{ minRows: 1, maxRows: 5 }}
              maxLength={2000}
              value={note}
              onChange={({ target }) => setNote(target.value)}
            />
          </Form.Item>
          <Form.Item label="回执" extra="提交成功页的截图或邮件，可以拖到这里或粘贴">
            <div className="row">
              <Button onClick={() => void chooseReceipt()}>选择回执文件…</Button>
              {receipt && (
                <>
                  <span>{receipt.name}</span>
                  <Button size="small" type="text" onClick={() => setReceipt(null)}>
                    移除回执
                  </Button>
                </>
              )}
            </div>
          </Form.Item>
        </Form>
      </FileDropZone>
    </Modal>
  )
}
