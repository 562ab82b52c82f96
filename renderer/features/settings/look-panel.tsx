import { Radio, Switch } from 'antd'
import type { Settings } from '#shared/app.ts'
import { useChange } from '../../state/change.tsx'

const themes = [
  { value: 'light', label: '浅色' },
  { value: 'dark', label: '深色' },
  { value: 'system', label: '跟随系统' },
]

/** 外观: theme and 大字. */
export function LookPanel({ settings }: { readonly settings: Settings }) {
  const change = useChange()
  return (
    <div className="stack" style={{ gap: 20 }}>
      <div className="row">
        <span id="theme-name">主题</span>
        <Radio.Group
          aria-labelledby="theme-name"
          optionType="button"
          value={settings.theme}
          options={themes}
          onChange={(event) =>
            void change((core) => core.app.configure({ theme: event.target.value as Settings['theme'] }))
          }
        />
      </div>
      <div className="row">
        <Switch
          aria-label="大字"
          checked={settings.largeText}
          onChange={(largeText) => void change((core) => core.app.configure({ largeText }))}
        />
        <span>大字（16 px）</span>
      </div>
    </div>
  )
}
