const inDialog = (element: Element) => element.closest('[role="dialog"]') !== null

/**
 * Gives the focus back to where it was before a dialog: antd does so when a dialog is closed, but not when
 * it is taken off the page at once, and Tab would then begin at the top again. Answers with how to stop.
 */
export function returnFocus(): () => void {
  const listening = new AbortController()
  let before: HTMLElement | null = null
  document.addEventListener(
    'focusin',
    ({ target }) => {
      if (target instanceof HTMLElement && !inDialog(target)) before = target
    },
    { signal: listening.signal },
  )
  // Dialogs hang directly below the body.
  const watch = new MutationObserver((records) => {
    const gone = records.some(({ removedNodes }) => removedNodes.length > 0)
    if (gone && document.activeElement === document.body && before?.isConnected) before.focus()
  })
  watch.observe(document.body, { childList: true })
  return () => {
    listening.abort()
    watch.disconnect()
  }
}
