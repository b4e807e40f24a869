import type { RaRecord } from 'react-admin'
import { say } from '../words/say.ts'

/** What a strategy chose, and why. */
export interface Decision extends RaRecord {
  readonly at: string
  readonly point: string
  readonly strategy: string
  readonly strategyVersion: number
  readonly plugin: string
  readonly pluginVersion: string
  readonly binding: string | null
  readonly bindingVersion: number | null
  readonly because: string | null
  readonly keptFor: string | null
}

/** Something that could have been chosen. */
export interface Considered {
  readonly candidate: string
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>
  readonly isChosen?: boolean
  readonly droppedBy?: string
}

/** What a rule of a strategy dropped. */
export interface RuleTrace {
  readonly rule: string
  readonly dropped: number
  readonly examples?: readonly string[]
}

/** All that a decision was made of. */
export interface Evidence {
  readonly request: unknown
  readonly facts: unknown
  readonly settings: Readonly<Record<string, unknown>>
  readonly about: Readonly<Record<string, unknown>>
  readonly passed: readonly string[]
  readonly considered: readonly Considered[]
}

/** The same with all that was kept of it. */
export interface WholeDecision extends Decision {
  readonly rule: string | null
  readonly sentence: string
  readonly snapshot: string
  readonly record: {
    readonly because: string
    readonly choice?: unknown
    readonly runnerUp?: unknown
    readonly refusal?: string
    readonly rules?: readonly RuleTrace[]
  }
  readonly evidence: Evidence | null
}

/** What comes out once more. */
interface Again {
  readonly isSame: boolean
  readonly choice: unknown
  readonly because: string
}

/** What comes out of the record alone, and as things are today. */
export interface Derived {
  readonly fromRecord: Again | null
  readonly today: (Again & { readonly changedFacts: readonly string[] }) | null
  readonly sentence: string
}

/** A value in few words. */
export function inFewWords(value: unknown): string {
  if (value === null || value === undefined) return say('nothing')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
