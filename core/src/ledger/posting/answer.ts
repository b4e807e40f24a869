import type { Outcome } from './command.ts'
import { instantMicros, isoOf } from './micros.ts'

type Stored = readonly [id: string, at: number] | Outcome

/** The answer as it is stored: a posted movement takes an id and a number, because most are. */
export function encodeAnswer(outcomes: readonly Outcome[]): string {
  const stored: Stored[] = outcomes.map((outcome) =>
    outcome.status === 'posted' && outcome.allocations === undefined && outcome.also === undefined
      ? [outcome.id, instantMicros(outcome.at)]
      : outcome,
  )
  return JSON.stringify(stored)
}

/** The stored answer as it was first given. */
export function decodeAnswer(answer: string): Outcome[] {
  const stored = JSON.parse(answer) as Stored[]
  return stored.map((entry) =>
    'code' in entry || 'status' in entry
      ? (entry as Outcome)
      : { status: 'posted', id: entry[0], at: isoOf(entry[1]) },
  )
}
