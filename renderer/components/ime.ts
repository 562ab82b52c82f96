/** Whether a key belongs to an input method still composing; Enter then chooses a word and submits nothing. */
export function isTypingChinese(event: { readonly isComposing: boolean; readonly keyCode: number }): boolean {
  return event.isComposing || event.keyCode === 229
}
