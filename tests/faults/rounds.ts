/** What may happen, by the names that `npm run soak` knows it by. */
export type Fault =
  | 'kills'
  | 'toggles'
  | 'terminations'
  | 'cuts'
  | 'freezes'
  | 'duplicates'
  | 'jumps'
  | 'restarts'
  | 'locks'
  | 'migrations'
  | 'disk'

/** What a soak asked for; nothing in the suite. */
export const asked: Readonly<Partial<Record<Fault, number>>> | undefined =
  process.env.SOAK_ROUNDS === undefined ? undefined : JSON.parse(process.env.SOAK_ROUNDS)

/** How often a fault is made: as a soak says, else as often as the suite has time for. */
export function roundsOf(fault: Fault, inSuite: number): number {
  return asked === undefined ? inSuite : (asked[fault] ?? 0)
}
