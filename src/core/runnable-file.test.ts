import { expect, it } from 'vitest'
import { isRunnable } from './runnable-file.ts'

it('a file that a computer would run is known by its end, however it is written', () => {
  for (const name of ['a.exe', 'ảnh.jpg.EXE', 'a.bat', 'a.cmd', 'a.js', 'a.msi', 'a.scr', 'a.ps1', 'a.sh', 'a.exe. ']) {
    expect(isRunnable(name), name).toBe(true)
  }
})

it('photos, papers and sheets are not', () => {
  for (const name of ['ảnh.jpg', 'a.exe.pdf', 'biên bản.docx', 'số liệu.csv', 'exe', 'a.json', 'phim.mp4', '.sh.txt']) {
    expect(isRunnable(name), name).toBe(false)
  }
})
