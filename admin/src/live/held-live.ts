import { useEffect, useSyncExternalStore } from 'react'

let holders = 0
let waiting = 0
let show: (() => void) | undefined
const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of listeners) listener()
}

/** Whether what is new is kept back, because somebody has rows chosen or a form half filled in. */
export function isHeld(): boolean {
  return holders > 0
}

/** Says how many things are new and kept back, and how they are shown after all. */
export function tellWaiting(count: number, showThem: () => void): void {
  waiting = count
  show = showThem
  tell()
}

/** Keeps what is new back for as long as it is true: nothing moves under somebody's hands. */
export function useHeldLive(isHolding: boolean): void {
  useEffect(() => {
    if (!isHolding) return undefined
    holders++
    tell()
    return () => {
      holders--
      if (holders === 0) show?.()
      tell()
    }
  }, [isHolding])
}

/** How many new things wait while updates are paused; undefined while they are not. */
export function useWaitingUpdates(): { readonly count: number; readonly show: () => void } | undefined {
  const count = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => (holders > 0 ? waiting : -1),
  )
  return count < 0 ? undefined : { count, show: () => show?.() }
}
