import type { Considered, Decision, StrategyPlace } from '@stowage/sdk'
import type { Facts } from '../conditions/condition-holds.ts'

/** What the evidence of a decision may come to, as JSON; one that is larger is not kept. */
const EVIDENCE_BYTES = 65_536
const CONSIDERED_MAX = 50
const TEXT_MAX = 120
const MEMBERS_MAX = 12

/** All that a decision was made of, so that it comes out again by this alone. */
export interface Evidence {
  readonly request: unknown
  /** What the strategy read. */
  readonly facts: unknown
  readonly settings: Readonly<Record<string, unknown>>
  /** What rules could ask about it. */
  readonly about: Facts
  readonly place: StrategyPlace
  /** The rules before, whose condition did not hold; the first of them. */
  readonly passed: readonly string[]
  readonly considered: readonly Considered[]
}

/** What evidence is made of. */
export interface EvidenceSource extends Omit<Evidence, 'considered'> {
  readonly decision: Decision
}

/** Makes it; null where it is too large. Its text is kept as it is, because the order of members may count. */
export function evidenceOf({ decision, ...seen }: EvidenceSource): Evidence | null {
  const considered = (decision.considered ?? []).slice(0, CONSIDERED_MAX).map(shortly)
  const { request, facts, settings, about, place, passed } = seen
  const evidence = { request, facts, settings, about, place, passed, considered }
  return Buffer.byteLength(JSON.stringify(evidence)) <= EVIDENCE_BYTES ? evidence : null
}

function shortly({ candidate, facts = {}, isChosen, droppedBy }: Considered): Considered {
  const told = Object.entries(facts).slice(0, MEMBERS_MAX)
  return {
    candidate: cut(candidate),
    facts: Object.fromEntries(
      told.map(([name, value]) => [cut(name), typeof value === 'string' ? cut(value) : value]),
    ),
    ...(isChosen && { isChosen }),
    ...(droppedBy && { droppedBy: cut(droppedBy) }),
  }
}

function cut(text: string): string {
  return text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX - 1)}…`
}
