import type { Locator } from '@playwright/test'

/**
 * Types as an input method does: words still being composed, then Enter to choose among them. What
 * reacts to that Enter as if it were a command is wrong. `commit` then puts the chosen words in.
 */
export async function composeAndPressEnter(
  field: Locator,
  pinyin: string,
): Promise<{ commit: (words: string) => Promise<void> }> {
  const page = field.page()
  await field.focus()
  const session = await page.context().newCDPSession(page)
  const { length } = pinyin
  await session.send('Input.imeSetComposition', { text: pinyin, selectionStart: length, selectionEnd: length })
  // As macOS sends it, the hardest case: the key reads Enter, only isComposing and code 229 tell.
  const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 }
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key })
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
  return {
    async commit(words) {
      await session.send('Input.insertText', { text: words })
      await session.detach()
    },
  }
}
