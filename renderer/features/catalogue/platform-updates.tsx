import { Alert, Button } from 'antd'
import type { PlatformView } from '#shared/catalogue.ts'
import { useChange } from '../../state/change.tsx'
import { fieldNames } from './fact-words.tsx'

const nameOf = (path: string) => {
  const key = path.split('.').findLast((part) => fieldNames[part])
  return key ? fieldNames[key] : path
}

/** Where the shipped data changed under the user's correction: one answer for each difference. */
export function PlatformUpdates({ view }: { readonly view: PlatformView }) {
  const change = useChange()
  const settle = (path: string, take: 'mine' | 'shipped') =>
    void change((core) => core.catalogue.settle({ id: view.platform.id, path, take }), {
      success: take === 'mine' ? '已保留您的更正' : '已采用新的内容',
      undo: true,
    })
  return view.updates.map(({ path, mine, shipped, base }) => (
    <Alert
      key={path}
      type="info"
      showIcon
      title={`「${nameOf(path)}」有更新，与您的更正不同`}
      description={
        <div className="stack" style={{ gap: 4 }}>
          <span>您的更正：{mine}</span>
          <span>新的内容：{shipped}</span>
          <span className="quiet">更正之前：{base}</span>
          <span className="row">
            <Button size="small" onClick={() => settle(path, 'mine')}>
              保留我的更正
            </Button>
            <Button size="small" onClick={() => settle(path, 'shipped')}>
              采用新的内容
            </Button>
          </span>
        </div>
      }
    />
  ))
}
