import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the page from `src/web` into `dist/web`. While developing, `/api` goes to the centre on its usual port. */
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // The page's policy allows fonts and images of this origin only, so nothing may be inlined as a data address.
    assetsInlineLimit: 0,
    // The map library alone is larger than Vite's default warning; it is loaded after the first page.
    chunkSizeWarningLimit: 1_200,
  },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:8080' } },
})
