import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const brotli = (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } })

/** Writes each script, style and drawing packed beside itself: the server sends what the browser takes, packed once and not per visit. */
const pack: Plugin = {
  name: 'pack',
  apply: 'build',
  async writeBundle({ dir = '' }, bundle) {
    for (const file of Object.values(bundle)) {
      if (!/^assets\/.*\.(js|css|svg)$/.test(file.fileName)) continue
      const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source)
      await writeFile(join(dir, `${file.fileName}.gz`), await promisify(gzip)(bytes, { level: 9 }))
      await writeFile(join(dir, `${file.fileName}.br`), await brotli(bytes))
    }
  },
}

/** Builds the page from `src/web` into `dist/web`. While developing, `/api` goes to the centre on its usual port. */
export default defineConfig({
  root: 'src/web',
  plugins: [react(), pack],
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
