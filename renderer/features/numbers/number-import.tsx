import { Alert, Button, Modal, Table } from 'antd'
import { useState } from 'react'
import type { CompanyId } from '#shared/ids.ts'
import type { NumberImport } from '#shared/numbers.ts'
import { KeyValue } from '../../components/key-value.tsx'
import { FileDropZone } from '../../components/file-drop-zone.tsx'
import { StatusTag } from '../../components/status-tag.tsx'
import { useChange, useShowError } from '../../state/change.tsx'
import { chooseFiles, putFile } from '../../state/files.ts'

/** What the fields of a number are called on the screen. */
const draftNames: Readonly<Record<string, string>> = {
  text: '号码',
  purpose: '用途',
  purposeDetail: '用途说明',
  carrier: '运营商',
  registeredOwner: '登记机主',
  actualUser: '实际使用人',
  receivesSms: '能否接收短信验证码',
  inServiceSince: '启用日期',
  reassigned: '二次放号情况',
  note: '备注',
}

function Preview({ preview }: { readonly preview: NumberImport }) {
  return (
    <div className="stack">
      <KeyValue
        rows={[
          ['文件', preview.fileName],
          ['编码', preview.encoding],
          [
            '列的对应',
            preview.columns
              .map(({ header, field }) => `${header} → ${field ? (draftNames[field] ?? field) : '不导入'}`)
              .join('；'),
          ],
        ]}
      />
      <Alert
        type={preview.refused > 0 ? 'warning' : 'success'}
        showIcon
        title={`将导入 ${preview.taken} 个号码${preview.refused > 0 ? `，${preview.refused} 行不能导入` : ''}`}
        description={preview.refused > 0 ? '不能导入的行会跳过，原因见下表；可以改好文件后重新选择。' : undefined}
      />
      <Table
        aria-label="导入预览"
        size="small"
        rowKey="row"
        dataSource={[...preview.rows].sort(
          (a, b) => Number(a.problems.length === 0) - Number(b.problems.length === 0) || a.row - b.row,
        )}
        pagination={{ pageSize: 10, showSizeChanger: false, showTotal: (total) => `共 ${total} 行` }}
        columns={[
          { title: '行', dataIndex: 'row', width: 60 },
          { title: '文件中的号码', dataIndex: 'text' },
          { title: '识别为', render: (_, { shown }) => shown ?? '—' },
          {
            title: '结果',
            render: (_, { problems }) =>
              problems.length === 0 ? (
                <StatusTag tone="good">将导入</StatusTag>
              ) : (
                <>
                  <StatusTag tone="danger">不导入</StatusTag> {problems.join('；')}
                </>
              ),
          },
        ]}
      />
    </div>
  )
}

/** 导入号码: choose or drop a .xlsx or .csv, see row by row what would be taken, then take it. */
export function NumberImportButton({ companyId }: { readonly companyId: CompanyId }) {
  const change = useChange()
  const showError = useShowError()
  const [chosen, setChosen] = useState<{ readonly token: string; readonly preview: NumberImport } | null>(null)
  const [working, setWorking] = useState(false)

  const look = async (token: string) => {
    const answer = await change((core) => core.numbers.previewImport({ companyId, token }))
    if (answer.ok) setChosen({ token, preview: answer.value })
  }
  const choose = async () => {
    const answer = await chooseFiles({ title: '选择号码清单', extensions: ['xlsx', 'csv'] })
    if (!answer.ok) showError(answer.error)
    else if (answer.value[0]) await look(answer.value[0].token)
  }
  const drop = async ([file]: File[]) => {
    if (!file) return
    const answer = await putFile(file)
    if (answer.ok) await look(answer.value.token)
    else showError(answer.error)
  }
  const take = async () => {
    if (!chosen) return
    setWorking(true)
    const answer = await change((core) => core.numbers.import({ companyId, token: chosen.token }), {
      success: ({ taken, refused }) => `已导入 ${taken} 个号码${refused > 0 ? `，跳过 ${refused} 行` : ''}`,
      undo: true,
    })
    setWorking(false)
    if (answer.ok) setChosen(null)
  }
  return (
    <FileDropZone take={(files) => void drop(files)} hint="松开即预览号码清单（.xlsx、.csv）">
      <Button onClick={() => void choose()}>导入号码清单</Button>
      <Modal
        open={chosen !== null}
        width={820}
        title="导入号码清单"
        okText={`导入 ${chosen?.preview.taken ?? 0} 个号码`}
        cancelText="取消"
        okButtonProps={{ disabled: (chosen?.preview.taken ?? 0) === 0, loading: working }}
        onOk={() => void take()}
        onCancel={() => setChosen(null)}
        destroyOnHidden
      >
        {chosen && <Preview preview={chosen.preview} />}
      </Modal>
    </FileDropZone>
  )
}
