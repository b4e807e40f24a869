import { type PluginDeclaration, refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { type Created, changeRow, createRow, VersionedRow } from '../../audit/versioned-row.ts'
import { checkCondition } from '../conditions/check-condition.ts'
import type { Condition } from '../conditions/condition.ts'
import { pointRegistryOf } from '../points/point-registry.ts'
import { shortly } from '../settings/setting-values.ts'
import { findVersion, keepVersion } from './binding-versions.ts'
import { strategySettingsOf } from './check-strategies.ts'
import { askableFactsOf } from './point-facts.ts'

/** A row of `host.strategy_binding`: what its newest version says. */
export class Binding extends VersionedRow {
  static override tableName = 'host.strategy_binding'
  static override get jsonAttributes() {
    return ['settings', 'condition']
  }
  declare point: string
  declare strategy: string
  declare company: string | null
  declare site: string | null
  declare owner: string | null
  declare category: string | null
  declare title: string | null
  declare settings: Record<string, unknown>
  declare condition: Condition | null
  declare rank: number
  declare validFrom: string
  declare validUntil: string | null
  declare removedAt: string | null
}

/** What a binding says, and what a new version may say otherwise. */
export interface BindingContent {
  readonly title?: string | null
  readonly strategy: string
  readonly settings?: Readonly<Record<string, unknown>>
  readonly condition?: Condition | null
  readonly rank?: number
  readonly validFrom?: string
  readonly validUntil?: string | null
}

/** A binding as somebody wishes it; to what question and place it belongs is for good. */
export interface BindingWish extends BindingContent {
  readonly id?: string
  readonly point: string
  readonly company?: string | null
  readonly site?: string | null
  readonly owner?: string | null
  readonly category?: string | null
}

/** What may be changed of a binding. */
export type BindingPatch = Partial<BindingContent>

const ENTITY = 'host.strategy_binding'
const PLACES = { company: 'access.company', site: 'locations.site', owner: 'access.owner' } as const

/** Binds a strategy to a question for a place. */
export async function bindStrategy(
  trx: Transaction,
  author: Author,
  { plugins, wish }: { readonly plugins: readonly PluginDeclaration[]; readonly wish: BindingWish },
): Promise<Created<Binding>> {
  await checkPlace(trx, wish)
  const settings = checkContent(plugins, wish)
  checkValidity(wish)
  const values = { ...wish, ...(wish.settings && { settings }) } as Partial<Binding>
  const made = await createRow<Binding>(trx, author, { model: Binding, entity: ENTITY, values, taken: {} })
  if (made.isNew) await keepVersion(trx, author, made.row)
  return made
}

/** Changes what a binding says, if it still has the version the caller has seen. */
export async function changeBinding(
  trx: Transaction,
  author: Author,
  change: {
    readonly plugins: readonly PluginDeclaration[]
    readonly id: string
    readonly version: number
    readonly patch: BindingPatch
  },
): Promise<Binding> {
  const { plugins, id, version, patch } = change
  const row = await findBinding(trx, id)
  // One whose plugin is off can still be ended.
  if (patch.strategy ?? patch.settings ?? patch.condition) checkContent(plugins, { ...row, ...patch })
  checkValidity({ validFrom: row.validFrom, validUntil: row.validUntil, ...patch })
  const changed = await changeRow<Binding>(trx, author, {
    model: Binding,
    entity: ENTITY,
    row,
    version,
    patch: patch as Partial<Binding>,
  })
  if (changed.version !== version) await keepVersion(trx, author, changed)
  return changed
}

/** Lets a binding say again what it said in a former version, from now or from an instant on. */
export async function restoreBinding(
  trx: Transaction,
  author: Author,
  restoration: {
    readonly plugins: readonly PluginDeclaration[]
    readonly id: string
    readonly version: number
    readonly former: number
    readonly validFrom?: string | undefined
  },
): Promise<Binding> {
  const { plugins, id, version, former } = restoration
  // By the database's clock: by the node's it might begin a moment later, and not count yet.
  const validFrom = restoration.validFrom ?? (await instantOf(trx))
  const { title, strategy, settings, condition, rank } = await findVersion(trx, id, former)
  const patch = { title, strategy, settings, condition, rank, validFrom, validUntil: null }
  return changeBinding(trx, author, { plugins, id, version, patch })
}

async function instantOf(trx: Transaction): Promise<string> {
  const { rows } = await trx.raw<{ rows: [{ now: string }] }>('select now()')
  return rows[0].now
}

/** Takes a binding away; what it decided and what it said stays. */
export async function removeBinding(
  trx: Transaction,
  author: Author,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  const row = await findBinding(trx, id)
  const removed = await trx('host.strategy_binding')
    .where({ id, version })
    .whereNull('removed_at')
    .update({ removed_at: trx.fn.now() })
  if (removed === 0) throw refuse('http.version_conflict', { sent: version, current: row.version })
  const { point, strategy, company, site, owner, category, settings, condition } = row
  const before = { point, strategy, company, site, owner, category, settings, condition }
  await recordChange(trx, { ...author, entity: ENTITY, id, action: 'remove', before })
}

/** @throws `http.row_not_found`, also for one that was taken away */
export async function findBinding(trx: Transaction, id: string): Promise<Binding> {
  const row = await Binding.query(trx).findById(id).whereNull('removed_at')
  if (row === undefined) throw refuse('http.row_not_found', { what: 'binding', id })
  return row
}

/** @throws `host.binding_place_unknown` */
export async function checkPlace(trx: Transaction, wish: BindingWish): Promise<void> {
  for (const [what, table] of Object.entries(PLACES)) {
    const id = wish[what as keyof typeof PLACES]
    if (typeof id !== 'string') continue
    const found = await trx(table).where({ id }).first('id')
    if (found === undefined) throw refuse('host.binding_place_unknown', { what, id }, `/${what}`)
  }
}

/**
 * Holds settings against the strategy, and a condition against the facts of the question.
 * @returns the settings, completed
 */
export function checkContent(
  plugins: readonly PluginDeclaration[],
  wish: Pick<BindingWish, 'point' | 'strategy' | 'settings' | 'condition'>,
): Record<string, unknown> {
  const settings = checkedSettings(plugins, wish)
  const declaration = pointRegistryOf(plugins).points.get(wish.point)?.declaration
  if (wish.condition && declaration?.kind === 'strategy') {
    checkCondition(wish.condition, askableFactsOf(declaration).shapes, '/condition')
  }
  return settings
}

function checkedSettings(
  plugins: readonly PluginDeclaration[],
  { point, strategy, settings = {} }: Pick<BindingWish, 'point' | 'strategy' | 'settings'>,
): Record<string, unknown> {
  const strategies = pointRegistryOf(plugins).strategiesOf(point)
  const found = strategies.find(({ value }) => value.id === strategy)
  if (found === undefined) {
    const known = strategies.map(({ value }) => value.id)
    throw refuse('host.strategy_unknown', { point, strategy, known }, '/strategy')
  }
  const shape = strategySettingsOf(found.plugin, found.value)
  const checked: Record<string, unknown> = {}
  for (const [member, given] of Object.entries(settings)) {
    const known = shape?.members.get(member)
    if (known === undefined) {
      const facts = { strategy, member, known: [...(shape?.members.keys() ?? [])] }
      throw refuse('host.binding_setting_unknown', facts, `/settings/${member}`)
    }
    const value = structuredClone(given)
    const fault = known.faultOf(value)
    if (fault !== undefined) {
      const facts = { strategy, member, title: known.title, value: shortly(given), problem: fault.words }
      throw refuse('host.binding_setting_invalid', facts, `/settings/${member}${fault.pointer}`)
    }
    checked[member] = value
  }
  return checked
}

function checkValidity({ validFrom, validUntil }: Pick<BindingWish, 'validFrom' | 'validUntil'>): void {
  if (typeof validUntil !== 'string') return
  const begins = validFrom === undefined ? Date.now() : Date.parse(validFrom)
  if (Date.parse(validUntil) > begins) return
  const facts = { validFrom: validFrom ?? 'now', validUntil }
  throw refuse('host.binding_runs_backward', facts, '/validUntil')
}
