import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'

const storageKey = 'nhip.theme'
const system = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

function chosen(): Theme | null {
  const value = localStorage.getItem(storageKey)
  return value === 'light' || value === 'dark' ? value : null
}

let forced: Theme | null = null

/** The theme in force: the chosen one, or the system's until somebody chooses. */
export function currentTheme(): Theme {
  return forced ?? chosen() ?? (system.matches ? 'dark' : 'light')
}

function apply(): void {
  const theme = currentTheme()
  document.documentElement.dataset.theme = theme
  document.documentElement.style.colorScheme = theme
  for (const listener of listeners) listener()
}

/** Puts the theme on the page and follows the system while nobody has chosen. Call once, before the first drawing. */
export function startTheme(): void {
  apply()
  system.addEventListener('change', apply)
}

/** Puts a theme in force whatever was chosen, and chooses nothing; null ends that. */
export function forceTheme(theme: Theme | null): void {
  forced = theme
  apply()
}

/** Chooses a theme on this machine. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme)
  apply()
}

/** The theme in force, for what reads colours at drawing time (map, chart). */
export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, currentTheme)
}

/** The value of a token on this page now, for what cannot use `var()`: map layers and canvases. */
export function tokenValue(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
}
