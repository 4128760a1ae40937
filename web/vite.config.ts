import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'
import { serviceWorker } from './build-service-worker.ts'

export default defineConfig({
  plugins: [react(), serviceWorker()],
  resolve: { conditions: ['tusom-source', ...defaultClientConditions] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    sourcemap: false,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
  },
  server: {
    port: 5173,
    proxy: {
      // the host stays as the browser sent it: the server refuses changes that seem to come from another site
      '/api': { target: process.env.TUSOM_API ?? 'http://localhost:8080', changeOrigin: false },
    },
  },
})
