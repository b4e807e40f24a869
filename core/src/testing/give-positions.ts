import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../database/database.ts'
import { sequence } from '../ledger/sequence/sequencer.ts'

const PAUSE_MS = 20

/**
 * Gives movements their positions as they come, as a server's process does beside its sets of plugins.
 * @returns ends it
 */
export function givePositions(database: Database): () => Promise<void> {
  const end = new AbortController()
  const giving = (async () => {
    while (!end.signal.aborted) {
      await sequence(database)
      await pause(PAUSE_MS, undefined, { signal: end.signal }).catch(() => {})
    }
  })()
  return async () => {
    end.abort()
    await giving
  }
}
