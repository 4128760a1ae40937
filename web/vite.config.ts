import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'
import { serviceWorker } from './build-service-worker.ts'

export default defineConfig({
  plugins: [react(), serviceWorker()],
  resolve: { conditions: ['tusom-source', ...defaultClientConditions] },
  build: { outDir: 'dist', emptyOutDir: true, manifest: true, sourcemap: false, target: 'es2022' },
  server: { port: 5173, proxy: { '/api': process.env.TUSOM_API ?? 'http://localhost:8080' } },
})
