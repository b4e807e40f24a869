import type { RaRecord } from 'react-admin'
import { say } from '../words/say.ts'

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
export const jobStates = () =>
  [
    { id: 'dead', name: say('Dead') },
    { id: 'waiting', name: say('Waiting') },
    { id: 'running', name: say('Running') },
    { id: 'done', name: say('Done') },
    { id: 'dropped', name: say('Dropped') },
  ] as const

/** A state as a chip says it. */
export function jobStateWord(state: Job['state']): string {
  return (jobStates().find(({ id }) => id === state)?.name ?? state).toLowerCase()
}

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
  const figures = done === null ? '' : total === null ? `${done}` : say('{done} of {total}', { done, total })
  return [figures, note ?? ''].filter(Boolean).join(', ')
}
