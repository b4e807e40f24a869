import { type PluginDeclaration, refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { type Created, changeRow, createRow, VersionedRow } from '../../audit/versioned-row.ts'
import { pointRegistryOf } from '../points/point-registry.ts'
import { shortly } from '../settings/setting-values.ts'
import { strategySettingsOf } from './check-strategies.ts'

/** A row of `host.strategy_binding`. */
export class Binding extends VersionedRow {
  static override tableName = 'host.strategy_binding'
  static override get jsonAttributes() {
    return ['settings']
  }
  declare point: string
  declare strategy: string
  declare company: string | null
  declare site: string | null
  declare owner: string | null
  declare category: string | null
  declare settings: Record<string, unknown>
  declare validFrom: string
  declare validUntil: string | null
}

/** A binding as somebody wishes it. */
export interface BindingWish {
  readonly id?: string
  readonly point: string
  readonly strategy: string
  readonly company?: string | null
  readonly site?: string | null
  readonly owner?: string | null
  readonly category?: string | null
  readonly settings?: Readonly<Record<string, unknown>>
  readonly validFrom?: string
  readonly validUntil?: string | null
}

/** What may be changed of a binding; to what question and place it belongs is for good. */
export type BindingPatch = Pick<BindingWish, 'settings' | 'validFrom' | 'validUntil'>

const ENTITY = 'host.strategy_binding'
const PLACES = { company: 'access.company', site: 'locations.site', owner: 'access.owner' } as const

/** Binds a strategy to a question for a place. */
export async function bindStrategy(
  trx: Transaction,
  author: Author,
  { plugins, wish }: { readonly plugins: readonly PluginDeclaration[]; readonly wish: BindingWish },
): Promise<Created<Binding>> {
  for (const [what, table] of Object.entries(PLACES)) {
    const id = wish[what as keyof typeof PLACES]
    if (typeof id !== 'string') continue
    const found = await trx(table).where({ id }).first('id')
    if (found === undefined) throw refuse('host.binding_place_unknown', { what, id }, `/${what}`)
  }
  const settings = checkedSettings(plugins, wish)
  checkValidity(wish)
  const values = { ...wish, ...(wish.settings && { settings }) } as Partial<Binding>
  return createRow<Binding>(trx, author, { model: Binding, entity: ENTITY, values, taken: {} })
}

/** Changes settings or validity of a binding that still has the version the caller has seen. */
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
  if (patch.settings !== undefined) checkedSettings(plugins, { ...row, settings: patch.settings })
  checkValidity({ validFrom: row.validFrom, validUntil: row.validUntil, ...patch })
  return changeRow<Binding>(trx, author, {
    model: Binding,
    entity: ENTITY,
    row,
    version,
    patch: patch as Partial<Binding>,
  })
}

/** Takes a binding away; what it decided stays. */
export async function removeBinding(
  trx: Transaction,
  author: Author,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  const row = await findBinding(trx, id)
  const removed = await trx('host.strategy_binding').where({ id, version }).delete()
  if (removed === 0) throw refuse('http.version_conflict', { sent: version, current: row.version })
  const { point, strategy, company, site, owner, category, settings } = row
  const before = { point, strategy, company, site, owner, category, settings }
  await recordChange(trx, { ...author, entity: ENTITY, id, action: 'remove', before })
}

/** @throws `http.row_not_found` */
export async function findBinding(trx: Transaction, id: string): Promise<Binding> {
  const row = await Binding.query(trx).findById(id)
  if (row === undefined) throw refuse('http.row_not_found', { what: 'binding', id })
  return row
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
