import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api/query-client.ts'
import { registerServiceWorker } from './app/register-service-worker.ts'
import { router } from './app/router.tsx'
import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'
import './ui/kit.css'
import './app/shell.css'
import './ui/print.css'

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
// a page of an older build asks for a piece that the new build no longer has: load the new one, once
addEventListener('vite:preloadError', event => {
  if (sessionStorage.getItem('tusom.reloaded') === location.pathname) return
  sessionStorage.setItem('tusom.reloaded', location.pathname)
  event.preventDefault()
  location.reload()
})
registerServiceWorker()
