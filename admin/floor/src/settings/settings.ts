import { useEffect, useState } from 'preact/hooks'
import type { Language } from '../words/words.ts'

/** How this device is set; kept on it, whoever works with it. */
export interface Settings {
  readonly theme: 'dark' | 'light' | 'sunlight' | 'night'
  readonly type: 'normal' | 'large'
  readonly language: Language
  readonly volume: 0 | 1 | 2 | 3
  readonly isVibrating: boolean
  readonly isAwake: boolean
}

/**
 * All screens there are. Dark is rest for the eyes indoors, sunlight and night are the strongest contrast.
 */
export const themes: readonly Settings['theme'][] = ['dark', 'light', 'sunlight', 'night']

const PLACE = 'stowage.floor.settings'
const grounds = { dark: '#0C0F0D', light: '#F3F5F2', sunlight: '#FFFFFF', night: '#000000' }
const listeners = new Set<() => void>()

let settings: Settings = {
  theme: 'dark',
  type: 'normal',
  language: navigator.language.startsWith('fr') ? 'fr' : 'en',
  volume: 2,
  isVibrating: true,
  isAwake: true,
  ...kept(),
}

/** How the device is set at this moment. */
export function currentSettings(): Settings {
  return settings
}

/** Sets the device otherwise, from this moment on. */
export function change(wish: Partial<Settings>): void {
  settings = { ...settings, ...wish }
  try {
    localStorage.setItem(PLACE, JSON.stringify(settings))
  } catch {
    // A device that keeps nothing works on; it is set anew next time.
  }
  show()
  for (const listener of listeners) listener()
}

/** Puts the settings into the page. */
export function show(): void {
  const { documentElement } = document
  documentElement.dataset.theme = settings.theme
  documentElement.dataset.type = settings.type
  documentElement.lang = settings.language
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', grounds[settings.theme])
}

/** The settings, for a component. */
export function useSettings(): Settings {
  const [, setTurn] = useState(0)
  useEffect(() => {
    const listener = () => setTurn((turn) => turn + 1)
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [])
  return settings
}

function kept(): Partial<Settings> {
  try {
    return JSON.parse(localStorage.getItem(PLACE) ?? '{}') as Partial<Settings>
  } catch {
    return {}
  }
}
