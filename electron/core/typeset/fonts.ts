import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The four shipped faces (Noto Serif SC and Noto Sans SC, OFL-1.1), by their place below the fonts
 * folder; the layout is the one of the npm packages, kept when they are copied beside a packaged program.
 */
export const fontFiles = {
  serif: 'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  serifBold: 'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  sans: 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  sansBold: 'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const

export type Face = keyof typeof fontFiles

/** Reads one shipped face from the fonts folder of the program's resources. */
export const readFace = (fontsFolder: string, face: Face) => readFile(join(fontsFolder, fontFiles[face]))
