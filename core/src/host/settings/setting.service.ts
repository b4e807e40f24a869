import { refuse, type SettingsScope, type Transaction } from '@stowage/sdk'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { holdIds } from '../../audit/versioned-row.ts'
import { NIL_ID, newId } from '../../database/ids.ts'
import type { SecretBox } from '../secrets/secret-box.ts'
import { changedMembers, checkedValues, NOTHING_SAID, type SaidValues } from './setting-values.ts'
import type { SettingsShape } from './settings-shape.ts'

/** What is said in one scope, as it is stored. */
export interface SettingRow extends SaidValues {
  readonly id: string
  readonly scope: SettingsScope
  readonly place: string
  readonly version: number
  readonly updatedAt: string
}

/** The values that one scope is to have from now on. */
export interface SettingWish {
  readonly scope: SettingsScope
  /** The company, site or owner; null for the organisation. */
  readonly place: string | null
  /** 0 where nothing has been said there. */
  readonly version: number
  readonly values: Readonly<Record<string, unknown>>
}

const COLUMNS = ['id', 'scope', 'place', 'said', 'secrets', 'version', { updatedAt: 'updated_at' }] as const
const PLACES = { company: 'access.company', site: 'locations.site', owner: 'access.owner' } as const

/** Reads what is said of a plugin in all scopes. */
export function readSaid(trx: Transaction, { plugin }: SettingsShape): Promise<SettingRow[]> {
  return trx('host.setting_value')
    .where({ plugin })
    .orderBy(['scope', 'place'])
    .limit(5_000)
    .select(...COLUMNS)
}

/**
 * Replaces what is said in one scope.
 * @throws DomainError `host.setting_scope`, `host.setting_place_unknown`, `http.version_conflict`, or what is
 *   wrong with a value
 */
export async function sayValues(
  trx: Transaction,
  author: Author,
  {
    shape,
    box,
    wish,
  }: { readonly shape: SettingsShape; readonly box: SecretBox; readonly wish: SettingWish },
): Promise<SettingRow> {
  const { plugin } = shape
  const { scope } = wish
  const place = await checkedPlace(trx, shape, wish)
  await holdIds(trx, [`host.setting ${plugin} ${scope} ${place}`])
  const standing: SettingRow | undefined = await trx('host.setting_value')
    .where({ plugin, scope, place })
    .first(...COLUMNS)
  const current = standing?.version ?? 0
  if (current !== wish.version) throw refuse('http.version_conflict', { sent: wish.version, current })
  const id = standing?.id ?? newId()
  const before = standing ?? NOTHING_SAID
  const after = checkedValues(shape, box, { values: wish.values, row: id, standing: before })
  const columns = {
    said: JSON.stringify(after.said),
    secrets: JSON.stringify(after.secrets),
    version: current + 1,
  }
  const table = trx('host.setting_value')
  const write =
    standing === undefined
      ? table.insert({ id, plugin, scope, place, ...columns })
      : table.where({ id }).update({ ...columns, updated_at: trx.fn.now() })
  const [row] = await write.returning([...COLUMNS] as string[])
  const changed = changedMembers(before, after)
  await recordChange(trx, {
    ...author,
    entity: 'host.setting',
    id,
    action: standing === undefined ? 'create' : 'change',
    before: { plugin, scope, place, values: changed.before },
    after: { plugin, scope, place, values: changed.after },
  })
  return row as unknown as SettingRow
}

async function checkedPlace(
  trx: Transaction,
  shape: SettingsShape,
  { scope, place }: SettingWish,
): Promise<string> {
  const { plugin, scopes } = shape
  if (!scopes.includes(scope)) throw refuse('host.setting_scope', { plugin, scope, scopes }, '/scope')
  if (scope === 'organisation') {
    if (place === null) return NIL_ID
    throw refuse('host.setting_place_unknown', { scope, place }, '/place')
  }
  const found = place === null ? undefined : await trx(PLACES[scope]).where({ id: place }).first('id')
  if (found === undefined) throw refuse('host.setting_place_unknown', { scope, place }, '/place')
  return place!
}
