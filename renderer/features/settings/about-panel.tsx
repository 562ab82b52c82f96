import { Button } from 'antd'
import { useState } from 'react'
import type { Status } from '#shared/app.ts'
import { KeyValue } from '../../components/key-value.tsx'
import { useChange } from '../../state/change.tsx'

/** 数据与关于: where the data is, the version, the sample. */
export function AboutPanel({ status }: { readonly status: Status }) {
  const change = useChange()
  const [working, setWorking] = useState(false)
  const sample = async () => {
    setWorking(true)
    await change((core) => (status.hasSample ? core.app.removeSample({}) : core.app.addSample({})), {
      success: status.hasSample ? '示例数据已清除' : '样本公司已载入',
    })
    setWorking(false)
  }
  const { dataFolder } = status
  return (
    <div className="stack">
      <KeyValue
        rows={[
          ['程序', `正名 ${status.version}`],
          [
            '数据文件夹',
            <span key="folder" className="row">
              {dataFolder}
              <Button size="small" onClick={() => void navigator.clipboard.writeText(dataFolder)}>
                复制路径
              </Button>
              <Button size="small" onClick={() => void change((core) => core.files.reveal({ path: dataFolder }))}>
                打开文件夹
              </Button>
            </span>,
          ],
          ['网络', '本程序不联网，资料只在这台电脑上'],
          ['示例数据', status.hasSample ? '已载入（虚构）' : '未载入'],
        ]}
      />
      <div>
        <Button loading={working} onClick={() => void sample()}>
          {status.hasSample ? '清除示例数据' : '载入样本'}
        </Button>
      </div>
    </div>
  )
}
