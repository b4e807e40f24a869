import { createHash } from 'node:crypto'
import type { Decision } from '@stowage/sdk'

/** What a record may come to, as JSON. */
const RECORD_BYTES = 1_024
const BECAUSE_MAX = 240
const TEXT_MAX = 60
const RULES_MAX = 8
const MEMBERS_MAX = 12

/** What is kept of a decision. What does not fit is left out, the least needed first. */
export interface DecisionRecord {
  readonly because: string
  readonly choice?: unknown
  /** Tells whether the same comes out again, also where the choice itself is too large to keep. */
  readonly choiceDigest: string
  readonly runnerUp?: unknown
  readonly refusal?: string
  readonly rules?: readonly {
    readonly rule: string
    readonly dropped: number
    readonly examples?: readonly string[]
  }[]
  readonly settings?: unknown
  /** A digest of each member of the facts. */
  readonly facts?: Readonly<Record<string, string>>
  readonly request?: unknown
}

/** What a record is made of. */
export interface RecordSource {
  readonly decision: Decision
  readonly request: unknown
  readonly facts: unknown
  readonly settings: unknown
}

/** Makes the record, of 1 KiB at most. */
export function recordOf({ decision, request, facts, settings }: RecordSource): DecisionRecord {
  const { choice, runnerUp, because, rules = [], refusal } = decision
  const short = rules.slice(0, RULES_MAX).map(({ rule, dropped, examples = [] }) => ({
    rule: cut(rule, TEXT_MAX),
    dropped,
    ...(examples.length > 0 && { examples: examples.slice(0, 3).map((text) => cut(String(text), TEXT_MAX)) }),
  }))
  const whole: DecisionRecord = {
    because: cut(because, BECAUSE_MAX),
    choiceDigest: digestOf(choice),
    choice,
    ...(refusal && { refusal: cut(refusal.code, TEXT_MAX) }),
    ...(short.length > 0 && { rules: short }),
    ...(runnerUp !== undefined && { runnerUp }),
    settings,
    facts: digestsOf(facts),
    request,
  }
  const lighter: ((record: DecisionRecord) => DecisionRecord)[] = [
    ({ runnerUp: _, ...rest }) => rest,
    ({ rules: named, ...rest }) => ({
      ...rest,
      ...(named && { rules: named.map(({ rule, dropped }) => ({ rule, dropped })) }),
    }),
    // Without the request nothing can be derived again, so the digests of its facts go with it.
    ({ request: _, facts: __, ...rest }) => rest,
    ({ settings: _, ...rest }) => rest,
    ({ choice: _, ...rest }) => rest,
    ({ rules: _, ...rest }) => rest,
  ]
  let record = whole
  for (const lighten of lighter) {
    if (Buffer.byteLength(JSON.stringify(record)) <= RECORD_BYTES) return record
    record = lighten(record)
  }
  return record
}

/** Sixteen digits that tell one value from another. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value) ?? 'undefined')
    .digest('hex')
    .slice(0, 16)
}

/** A digest for each member; what has none counts as one. */
export function digestsOf(facts: unknown): Record<string, string> {
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts))
    return { facts: digestOf(facts).slice(0, 8) }
  const members = Object.entries(facts)
  const named = members
    .slice(0, MEMBERS_MAX)
    .map(([name, value]) => [cut(name, 24), digestOf(value).slice(0, 8)])
  const rest = members.slice(MEMBERS_MAX)
  return Object.fromEntries(rest.length === 0 ? named : [...named, ['others', digestOf(rest).slice(0, 8)]])
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
