import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyBinaries, findBinaries } from './binaries.ts'

test('a copy has every library link even when install scripts never ran, and is made once', () => {
  const installed = findBinaries()
  const folder = mkdtempSync(join(tmpdir(), 'nhip-programs-'))
  try {
    const bare = join(folder, 'installed')
    cpSync(installed.nativeDir, bare, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !/\.a$|\/share\//.test(path),
    })
    for (const name of ['libpq.so.5', 'libicui18n.so.60']) unlinkSync(join(bare, 'lib', name))

    const copy = copyBinaries({ ...installed, nativeDir: bare }, folder)
    expect(existsSync(join(copy, 'lib', 'libpq.so.5'))).toBe(true)
    expect(existsSync(join(copy, 'lib', 'libicui18n.so.60'))).toBe(true)
    expect(statSync(join(copy, 'bin', 'postgres')).mode & 0o777).toBe(0o755)
    const madeAt = statSync(copy).ctimeMs
    expect(copyBinaries({ ...installed, nativeDir: bare }, folder)).toBe(copy)
    expect(statSync(copy).ctimeMs).toBe(madeAt)
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
