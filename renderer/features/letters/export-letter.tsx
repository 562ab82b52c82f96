import { Button } from 'antd'
import type { Letter } from '#shared/letters.ts'
import { useChange } from '../../state/change.tsx'

/** 导出 Word / 导出 PDF of one letter; a missing field is refused by name. */
export function ExportLetter({
  letter,
  size = 'small',
}: {
  readonly letter: Letter
  readonly size?: 'small' | 'medium'
}) {
  const change = useChange()
  const save = (format: 'docx' | 'pdf') =>
    void change((core) => core.letters.export({ id: letter.id, format }), {
      success: ({ path }) => `已保存到 ${path}`,
    })
  return (
    <>
      <Button size={size} onClick={() => save('docx')} aria-label={`导出 Word：${letter.title}`}>
        导出 Word
      </Button>
      <Button size={size} onClick={() => save('pdf')} aria-label={`导出 PDF：${letter.title}`}>
        导出 PDF
      </Button>
    </>
  )
}
