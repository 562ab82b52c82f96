import type { Page } from '@playwright/test'

/** Drops files in the middle of the window through the browser's own drag and drop, as a file manager does. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  const place = { x: width / 2, y: height / 2, data: { items: [], files: [...files], dragOperationsMask: 1 } }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...place })
  await session.detach()
}
