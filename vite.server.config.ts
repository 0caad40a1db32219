import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vite'

const modules = readdirSync(join(import.meta.dirname, 'src/modules'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => [`modules/${name}`, `src/modules/${name}/module.ts`])

/**
 * Builds the server from `src/main.ts` into `dist/server`: a few files instead of two thousand, which is most of what a start takes
 * (decision 34). Names stay as they are: what stands in a log names our functions. What the build before made stays beside it, for a
 * centre that runs and has not loaded all of it; the set-up removes what is older.
 */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist/server',
    emptyOutDir: false,
    manifest: 'parts.json',
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: { main: 'src/main.ts', ...Object.fromEntries(modules) },
      output: {
        format: 'cjs',
        exports: 'named',
        entryFileNames: '[name].cjs',
        chunkFileNames: 'parts/[name]-[hash].cjs',
        comments: false,
      },
    },
  },
  publicDir: false,
  ssr: { noExternal: true, external: ['pg-native'] },
})
