import type { Actor, Refusal } from '@stowage/sdk'
import type pg from 'pg'
import { newId } from '../../database/ids.ts'
import { mayUse } from '../../http/may-use.ts'
import type { AllocationBook } from './allocation-state.ts'
import type { OverrideInput } from './command.ts'
import type { JudgedMovement } from './judge.ts'

/** A plugin's refusal that somebody posted against, as the record keeps it. */
export interface Override {
  /** The code of what was refused. */
  readonly code: string
  /** What it took. */
  readonly permission: string
  /** Why, in his own words. */
  readonly reason: string
}

/** Who wants something posted, and which refusals he has a reason to go past. */
interface Overriding {
  readonly actor: Actor
  readonly overrides: readonly OverrideInput[]
}

/** What a guard's answer comes to: the refusal that stands, and what was overridden on the way to it. */
interface Weighed {
  readonly refusal: Refusal | undefined
  readonly used: readonly Override[]
}

const NONE: readonly Override[] = []
const PASSED: Weighed = { refusal: undefined, used: NONE }

/**
 * Holds what a guard refuses against what its caller overrides: a refusal that names no permission stands,
 * and so does one whose permission he lacks.
 */
export function weigh(
  refused: Refusal | readonly Refusal[] | undefined,
  { actor, overrides }: Overriding,
): Weighed {
  if (refused === undefined) return PASSED
  const used: Override[] = []
  for (const refusal of [refused].flat() as Refusal[]) {
    const { code, overridableBy: permission } = refusal
    const said = overrides.find((override) => override.code === code)
    if (said === undefined || permission === undefined) return { refusal, used: NONE }
    if (!mayUse(actor, permission)) {
      return { refusal: { code: 'ledger.override_forbidden', facts: { code, permission } }, used: NONE }
    }
    used.push({ code, permission, reason: said.reason.trim() })
  }
  return { refusal: undefined, used }
}

/** Each code once, however often it was met. */
export function addOverrides(to: Override[], used: readonly Override[]): void {
  for (const override of used) if (!to.some(({ code }) => code === override.code)) to.push(override)
}

/**
 * Sends what was overridden into the record of the movements and into the audit, in the transaction that
 * posts them; nothing is sent where nobody overrode anything.
 */
export function sendOverrides(
  client: pg.Client,
  writerKey: string,
  judged: readonly JudgedMovement[],
  { overridden }: AllocationBook,
): Promise<unknown> {
  const movements = judged.filter((one) => one.overridden.length > 0)
  if (movements.length === 0 && overridden.length === 0) return Promise.resolve()
  const kept = movements.map(({ movement, overridden: overrides }) => ({ movement: movement.id, overrides }))
  const changes = [
    ...movements.flatMap(({ movement: { id, owner, actor }, overridden: overrides }) =>
      overrides.map((override) => changeOf(actor, { entity: 'ledger.movement', id, owner }, override)),
    ),
    ...overridden.flatMap(({ allocation: id, owner, actor, overrides }) =>
      overrides.map((override) => changeOf(actor, { entity: 'ledger.allocation', id, owner }, override)),
    ),
  ]
  const sent = client.query({
    name: 'ledger.write_overrides',
    text: 'select ledger.write_overrides($1, $2, $3)',
    values: [writerKey, JSON.stringify(kept), JSON.stringify(changes)],
  })
  sent.catch(() => {})
  return sent
}

function changeOf(
  { id: actor, device }: Actor,
  { entity, id: entity_id, owner }: { readonly entity: string; readonly id: string; readonly owner: number },
  { code, permission, reason }: Override,
): object {
  return {
    id: newId(),
    actor,
    device: device ?? null,
    entity,
    entity_id,
    owner,
    reason,
    after: { code, permission },
  }
}
