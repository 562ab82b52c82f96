import '#shared/zod.ts'
import 'antd/dist/antd.css'
import './app.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from '../state/core.ts'
import { listenToCore } from '../state/events.ts'
import { returnFocus } from './return-focus.ts'
import { router } from './routes.tsx'
import { Look } from './look.tsx'

listenToCore()
returnFocus()

// Where nobody takes a dropped file, the browser would open it, in place of the program.
const keepHere = (event: DragEvent) => event.dataTransfer?.types.includes('Files') && event.preventDefault()
window.addEventListener('dragover', keepHere)
window.addEventListener('drop', keepHere)

const root = document.querySelector('#root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Look>
          <RouterProvider router={router} />
        </Look>
      </QueryClientProvider>
    </StrictMode>,
  )
