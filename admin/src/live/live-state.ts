import { useSyncExternalStore } from 'react'

let lostAt: Date | undefined
const listeners = new Set<() => void>()

/** Says since when the server is out of reach; undefined where it answers. */
export function tellLost(since: Date | undefined): void {
  lostAt = since
  for (const listener of listeners) listener()
}

/** Since when the server is out of reach, for whoever shows it. */
export function useLostAt(): Date | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => lostAt,
  )
}
