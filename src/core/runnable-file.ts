/** Ends of names of files that a computer would run when somebody opens them; on Windows, where most offices work, by the name alone. */
const ends = new Set(
  (
    'exe com scr pif cpl msi msp msix appx bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta lnk url reg inf jar ' +
    'sh bash run bin apk app dmg pkg deb rpm dll sys iso img vhd'
  ).split(' '),
)

/** Whether a file of that name would be run instead of shown. Dots and spaces at its end count for nothing, as on Windows. */
export function isRunnable(name: string): boolean {
  const [, end = ''] = /\.([^.]+)$/.exec(name.toLowerCase().replace(/[.\s]+$/, '')) ?? []
  return ends.has(end)
}
