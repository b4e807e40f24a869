import { useQuery } from '@tanstack/react-query'
import type { RaRecord } from 'react-admin'
import { call } from '../providers/http-client.ts'
import type { JsonSchema } from '../schema/json-schema.ts'
import { say } from '../words/say.ts'
import type { Condition } from './condition.ts'

/** For whom a rule is; what is null is any. */
export interface RulePlace {
  readonly company: string | null
  readonly site: string | null
  readonly owner: string | null
  readonly category: string | null
}

/** What a rule says. */
export interface RuleContent {
  readonly title: string | null
  readonly strategy: string
  readonly settings: Readonly<Record<string, unknown>>
  readonly condition: Condition | null
  readonly rank: number
  readonly validFrom: string
  readonly validUntil: string | null
}

/** A rule as its newest version says it. */
export interface Rule extends RaRecord, RulePlace, RuleContent {
  readonly id: string
  readonly point: string
  readonly versionInForce: number | null
  readonly version: number
  readonly createdAt: string
}

/** One version of a rule. */
export interface RuleVersion extends RuleContent {
  readonly version: number
  readonly countsFrom: string
  readonly countsUntil: string | null
  readonly madeAt: string
  readonly madeBy: { readonly id: string; readonly name: string } | null
  readonly reason: string | null
}

/** A strategy that can be asked. */
export interface StrategyOffer {
  readonly id: string
  readonly title: string
  readonly plugin: string
  readonly version: number
  readonly isDefault: boolean
  readonly settings: JsonSchema
}

/** A question, what a rule may ask about it, and who may answer. */
export interface StrategyPoint {
  readonly name: string
  readonly title: string
  readonly facts: JsonSchema
  readonly strategies: readonly StrategyOffer[]
}

/** All questions that strategies answer. */
export function useStrategyPoints() {
  return useQuery({
    queryKey: ['host', 'strategy-points'],
    queryFn: ({ signal }) => call<{ data: readonly StrategyPoint[] }>('/host/strategy-points', { signal }),
  })
}

/** How a rule stands: it counts, waits for its instant, or is over. */
export function stateOf({ versionInForce, version, validFrom, validUntil }: Rule): {
  readonly word: string
  readonly tint: string
} {
  const now = Date.now()
  if (validUntil !== null && Date.parse(validUntil) <= now) return { word: say('over'), tint: 'neutral' }
  if (versionInForce === null) {
    return Date.parse(validFrom) > now
      ? { word: say('waits for its instant'), tint: 'transit' }
      : { word: say('over'), tint: 'neutral' }
  }
  if (versionInForce < version) return { word: say('counts, changes later'), tint: 'available' }
  return { word: say('counts'), tint: 'available' }
}
