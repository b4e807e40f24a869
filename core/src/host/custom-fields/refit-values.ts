import { refuse, type Transaction } from '@stowage/sdk'
import { CUSTOM } from '../fields/extensions.ts'
import { shortly } from '../settings/setting-values.ts'
import { convertValue } from './convert-value.ts'
import type { CustomField } from './custom-field.model.ts'
import { checkOf } from './field-schema.ts'

const BATCH = 5_000
/** Far more than one deployment has records of one kind. */
const MAX_BATCHES = 20_000

interface Held {
  readonly id: string
  readonly value: unknown
}

/** A field as it was, and as it is to be. */
export interface Refit {
  readonly from: CustomField
  readonly to: CustomField
}

/**
 * Makes what records say of a field into values of its new kind. Bounds that become narrower, and choices
 * that stay, hold for what is said from then on and ask for nothing here.
 * @throws `host.field_values_unfit` with their number and an example, and nothing is changed
 */
export async function refitValues(trx: Transaction, { from, to }: Refit): Promise<void> {
  const isOther = from.kind !== to.kind || choicesGone(from, to)
  if (!isOther) return
  const fault = checkOf({ kind: to.kind, rules: to.kind === from.kind ? choicesOnly(to) : to.rules })
  const unfit: Held[] = []
  let count = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const held = await readBatch(trx, from, after)
    const fitting = held.map(({ id, value }) => ({ id, value: convertValue(value, to.kind), was: value }))
    const misfits = fitting.filter(({ value }) => fault(value) !== undefined)
    count += misfits.length
    if (unfit.length === 0) unfit.push(...misfits.slice(0, 1).map(({ id, was }) => ({ id, value: was })))
    if (count === 0) await writeBatch(trx, from, fitting)
    if (held.length < BATCH) break
    after = held.at(-1)!.id
  }
  const [example] = unfit
  if (example === undefined) return
  const { name, entity } = from
  const facts = { count, name, entity, id: example.id, example: shortly(example.value) }
  throw refuse('host.field_values_unfit', facts, from.kind === to.kind ? '/rules/choices' : '/kind')
}

function choicesGone(from: CustomField, to: CustomField): boolean {
  const left = new Set((to.rules.choices ?? []).map(({ value }) => value))
  return (from.rules.choices ?? []).some(({ value }) => !left.has(value))
}

function choicesOnly({ rules: { choices } }: CustomField) {
  return choices === undefined ? {} : { choices }
}

async function readBatch(trx: Transaction, { entity, name }: CustomField, after: string): Promise<Held[]> {
  const { rows } = await trx.raw(
    `select id, said -> :name as value from host.field_value
      where entity = :entity and plugin = :plugin and id > :after and jsonb_exists(said, :name)
      order by id limit ${BATCH}`,
    { name, entity, plugin: CUSTOM, after },
  )
  return rows
}

async function writeBatch(
  trx: Transaction,
  { entity, name }: CustomField,
  values: readonly (Held & { readonly was: unknown })[],
): Promise<void> {
  const changed = values.filter(({ value, was }) => value !== was).map(({ id, value }) => ({ id, value }))
  if (changed.length === 0) return
  await trx.raw(
    `update host.field_value v set said = jsonb_set(v.said, array[:name], n.value), updated_at = now()
       from jsonb_to_recordset(:changed) as n(id uuid, value jsonb)
      where v.entity = :entity and v.plugin = :plugin and v.id = n.id`,
    { name, changed: JSON.stringify(changed), entity, plugin: CUSTOM },
  )
}
