import { say } from '../words/say.ts'

/** What must always be true, and what came of the last look at it. */
export interface InvariantResult {
  readonly id: string
  readonly plugin: string
  readonly sentence: string
  /** When it was last looked at; null where it never was. */
  readonly at: string | null
  readonly broken: number | null
  /** The first of the rows that break it. */
  readonly offenders: readonly Readonly<Record<string, unknown>>[]
  readonly error: string | null
  readonly ms: number | null
}

/** A night and its slack. */
const nightMs = 26 * 3_600_000

/** Whether the nightly look has missed it. */
export function isOld(at: string | null, now: number = Date.now()): boolean {
  return at !== null && now - Date.parse(at) > nightMs
}

/** In a word and a tint, how it stands. */
export function lookOf({ at, broken, error }: InvariantResult): { word: string; tint: string } {
  if (error !== null) return { word: say('not looked at'), tint: 'damaged' }
  if (at === null || broken === null) return { word: say('not looked at yet'), tint: 'neutral' }
  return broken === 0 ? { word: say('holds'), tint: 'available' } : { word: say('broken'), tint: 'damaged' }
}

/** Those first that somebody has to see to. */
export function byUrgency(all: readonly InvariantResult[]): InvariantResult[] {
  const rank = (one: InvariantResult) => (one.error !== null || (one.broken ?? 0) > 0 ? 0 : 1)
  return all.toSorted((a, b) => rank(a) - rank(b))
}
