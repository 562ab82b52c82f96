/** Runs in the page: a box that asks for a folder's path; null when cancelled. */
export function askForPath({ title, proposed }: { title: string; proposed: string }): Promise<string | null> {
  const box = document.createElement('dialog')
  box.setAttribute('aria-label', title)
  box.style.cssText = 'padding:24px;border:1px solid #888;border-radius:8px;min-width:420px;font:14px sans-serif'
  const form = document.createElement('form')
  form.method = 'dialog'
  const label = document.createElement('label')
  label.textContent = `${title}（文件夹的完整路径）`
  const input = document.createElement('input')
  input.value = proposed
  input.style.cssText = 'display:block;width:100%;margin:8px 0 16px;padding:6px;box-sizing:border-box'
  label.append(input)
  const button = (text: string, value: string) => {
    const made = document.createElement('button')
    made.value = value
    made.textContent = text
    made.style.cssText = 'margin-right:8px;padding:4px 16px'
    return made
  }
  form.append(label, button('确定', 'ok'), button('取消', ''))
  box.append(form)
  document.body.append(box)
  box.showModal()
  input.select()
  return new Promise((resolve) => {
    box.addEventListener('close', () => {
      box.remove()
      resolve(box.returnValue === 'ok' && input.value.trim() !== '' ? input.value.trim() : null)
    })
  })
}
