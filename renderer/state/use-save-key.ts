import { App } from 'antd'
import { useHotkeys } from 'react-hotkeys-hook'

/** Answers Ctrl+S on a screen that keeps itself: there is nothing to do, and it says so. */
export function useSaveKey(): void {
  const { message } = App.useApp()
  useHotkeys('mod+s', () => void message.success({ key: 'saved', content: '已自动保存' }), {
    preventDefault: true,
    enableOnFormTags: true,
    enableOnContentEditable: true,
  })
}
