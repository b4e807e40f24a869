import type { RaRecord } from 'react-admin'

/** A job as the queue knows it. */
export interface Job extends RaRecord {
  readonly name: string
  readonly state: 'waiting' | 'running' | 'dead' | 'done' | 'dropped'
  readonly attempt: number
  readonly maxAttempts: number | null
  readonly runAt: string | null
  readonly createdAt: string
  readonly done: number | null
  readonly total: number | null
  readonly note: string | null
  readonly lastError: string | null
  readonly failedAt: string | null
  readonly endedAt: string | null
}

/** The states, as they are asked for. */
export const jobStates = [
  { id: 'dead', name: 'Dead' },
  { id: 'waiting', name: 'Waiting' },
  { id: 'running', name: 'Running' },
  { id: 'done', name: 'Done' },
  { id: 'dropped', name: 'Dropped' },
] as const

/** The chip of each. */
export const jobTints: Readonly<Record<Job['state'], string>> = {
  dead: 'damaged',
  waiting: 'neutral',
  running: 'transit',
  done: 'available',
  dropped: 'neutral',
}

/** `40 of 100, items` of a job that tells how far it is. */
export function progressOf({ done, total, note }: Job): string {
  const figures = done === null ? '' : total === null ? `${done}` : `${done} of ${total}`
  return [figures, note ?? ''].filter(Boolean).join(', ')
}
