import type { Hint } from './live-connection.ts'

type HintListener = (hint: Hint | undefined) => void

const listeners = new Set<HintListener>()

/**
 * For a screen that knows better than to read everything again: each hint as it comes, and undefined where
 * nobody knows what was missed.
 * @returns ends it
 */
export function onHint(listener: HintListener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Tells whoever listens. */
export function tellHint(hint: Hint | undefined): void {
  for (const listener of listeners) listener(hint)
}
