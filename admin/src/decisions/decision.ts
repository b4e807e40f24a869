import type { RaRecord } from 'react-admin'

/** What a strategy chose, and why. */
export interface Decision extends RaRecord {
  readonly at: string
  readonly point: string
  readonly strategy: string
  readonly strategyVersion: number
  readonly plugin: string
  readonly pluginVersion: string
  readonly binding: string | null
  readonly because: string | null
  readonly keptFor: string | null
}

/** The same with all that was kept of it. */
export interface WholeDecision extends Decision {
  readonly sentence: string
  readonly snapshot: string
  readonly record: Readonly<Record<string, unknown>>
}

/** What comes out today. */
export interface Derived {
  readonly isSame: boolean
  readonly changedFacts: readonly string[]
  readonly sentence: string
}
