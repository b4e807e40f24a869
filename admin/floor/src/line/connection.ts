import { useEffect, useState } from 'preact/hooks'

/*
 * Whether the server is reached: what each request found, what the device knows of its radio, and a stream
 * that stands open while somebody is logged in. The stream ends within seconds of his session.
 */

const RETRY_MS = 5_000
const listeners = new Set<() => void>()
let isUp = navigator.onLine
let downSince: Date | undefined = isUp ? undefined : new Date()

/** Remembers what a request found. An answer that comes after the radio went off says nothing of now. */
export function tellLine(isReached: boolean): void {
  const isUpNow = isReached && hasRadio()
  if (isUpNow === isUp) return
  isUp = isUpNow
  downSince = isUp ? undefined : new Date()
  for (const listener of listeners) listener()
}

/** Whether it makes sense to ask at all: a radio that is off reaches nobody. */
export function hasRadio(): boolean {
  return navigator.onLine
}

addEventListener('offline', () => tellLine(false))
addEventListener('online', () => void probe())
// A line that comes back says nothing, so it is looked for.
setInterval(() => void (isUp || probe()), RETRY_MS)

/** Looks whether the server is there; it takes nothing to answer. */
async function probe(): Promise<void> {
  if (!navigator.onLine) return
  try {
    await fetch('/health/live', { signal: AbortSignal.timeout(RETRY_MS) })
    tellLine(true)
  } catch {
    tellLine(false)
  }
}

/** Hears of each change of the line. @returns ends it */
export function onLine(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The line, for a component. */
export function useLine(): { readonly isUp: boolean; readonly downSince: Date | undefined } {
  const [, setTurn] = useState(0)
  useEffect(() => onLine(() => setTurn((turn) => turn + 1)), [])
  return { isUp, downSince }
}

/** What the open stream tells. */
export interface Watcher {
  /** Stock moved; the ids of what was touched, or null where that is too much. */
  onStock(ids: readonly string[] | null): void
  /** The stream was refused or ended: perhaps the session did. */
  onEnd(): void
}

/** Watches the line and the session. @returns ends it */
export function watch({ onStock, onEnd }: Watcher): () => void {
  let stream: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const open = () => {
    stream = new EventSource('/api/v1/host/live?topics=ledger.stock')
    stream.addEventListener('open', () => tellLine(true))
    stream.addEventListener('hint', (event) => {
      onStock((JSON.parse(String(event.data)) as { ids: readonly string[] | null }).ids)
    })
    stream.addEventListener('error', () => {
      if (stream?.readyState !== EventSource.CLOSED) return tellLine(false)
      // A refusal closes it for good, while a lost line is tried again by the browser.
      onEnd()
      timer = setTimeout(open, RETRY_MS)
    })
  }
  open()
  return () => {
    clearTimeout(timer)
    stream?.close()
  }
}
