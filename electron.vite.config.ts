import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { fileURLToPath } from 'node:url'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const node = (entries: Record<string, string>, format: 'es' | 'cjs', outDir: string, extension: string) => ({
  build: {
    outDir: here(outDir),
    sourcemap: false,
    minify: false,
    rollupOptions: {
      input: entries,
      output: { format, entryFileNames: `[name].${extension}`, chunkFileNames: `[name]-[hash].${extension}` },
    },
  },
})

const port = 5183

/** Where Vite serves the page while developing; on this machine only. */
export const developmentAddress = `http://127.0.0.1:${port}`

export default defineConfig({
  main: node(
    { index: here('electron/main/index.ts'), jobs: here('electron/core/jobs/entry.ts') },
    'es',
    'out/main',
    'js',
  ),
  preload: node({ index: here('electron/preload/index.ts') }, 'cjs', 'out/preload', 'cjs'),
  renderer: {
    root: here('renderer'),
    plugins: [react()],
    build: {
      outDir: here('out/renderer'),
      sourcemap: false,
      target: 'chrome140',
      chunkSizeWarningLimit: 4000,
      rollupOptions: { input: here('renderer/index.html') },
    },
    // The page's own address is made up (shells answer it), so hot reload must be told where Vite is.
    server: { host: '127.0.0.1', port, strictPort: true, hmr: { protocol: 'ws', host: '127.0.0.1', clientPort: port } },
  },
})
