import { useSyncExternalStore } from 'react'

/** The reader's own zone, where no site's is called for. */
const own = Intl.DateTimeFormat().resolvedOptions().timeZone
let shown = own
const listeners = new Set<() => void>()

/** The zone whose clock the desk shows: of the site it is held to, or of the only one; else the reader's. */
export function clockZone(): string {
  return shown
}

/** The same for a component, which is drawn again when another clock is shown. */
export function useClockZone(): string {
  return useSyncExternalStore(listen, clockZone)
}

/** Has all instants of the desk written by the clock of a zone; undefined is the reader's own. */
export function showClockOf(timeZone: string = own): void {
  if (timeZone === shown) return
  shown = timeZone
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
