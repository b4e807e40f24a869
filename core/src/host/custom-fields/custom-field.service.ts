import { refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { type Created, changeRow, createRow } from '../../audit/versioned-row.ts'
import type { PermissionRegistry } from '../../plugin-host/permission-registry.ts'
import type { ExtensibleEntities } from '../fields/extend-routes.ts'
import { CUSTOM, type Extension, MAX_FIELDS } from '../fields/extensions.ts'
import { CustomField } from './custom-field.model.ts'
import type { FieldPatch, NewField } from './custom-field.schemas.ts'
import { checkField, checkName } from './field-rules.ts'
import { refitValues } from './refit-values.ts'

const ENTITY = 'host.custom_field'

/** What a field is held against when it is made. */
export interface FieldSurroundings {
  readonly entities: ExtensibleEntities
  readonly extensions: ReadonlyMap<string, readonly Extension[]>
  readonly permissions: PermissionRegistry
}

/** @throws `http.row_not_found` */
export async function findField(trx: Transaction, id: string): Promise<CustomField> {
  const row = await CustomField.query(trx).findById(id)
  if (row === undefined) throw refuse('http.row_not_found', { what: 'field', id })
  return row
}

/** How many records hold a value of a field. */
export async function countRecords(
  trx: Transaction,
  { entity, name }: Pick<CustomField, 'entity' | 'name'>,
): Promise<number> {
  const { rows } = await trx.raw(
    `select count(*)::int as records from host.field_value
      where entity = ? and plugin = ? and jsonb_exists(said, ?)`,
    [entity, CUSTOM, name],
  )
  return rows[0].records
}

/** Makes a field of some records. @throws a refusal that names the member */
export async function createField(
  trx: Transaction,
  author: Author,
  { wish, around }: { readonly wish: NewField; readonly around: FieldSurroundings },
): Promise<Created<CustomField>> {
  const { entity, name } = wish
  const values = {
    labels: {},
    help: null,
    helps: {},
    isRequired: false,
    permission: null,
    place: 0,
    rules: {},
    ...wish,
  }
  checkSurroundings(values, around)
  checkName(name)
  checkField(values)
  const isSentAgain = wish.id !== undefined && (await CustomField.query(trx).findById(wish.id)) !== undefined
  if (!isSentAgain) await refuseTooMany(trx, entity)
  return createRow<CustomField>(trx, author, {
    model: CustomField,
    entity: ENTITY,
    values,
    taken: { custom_field_name_key: () => refuse('host.field_name_taken', { entity, name }, '/name') },
  })
}

/** Changes a field; where it becomes of another kind, so does what records say of it, or nothing does. */
export async function changeField(
  trx: Transaction,
  author: Author,
  change: {
    readonly id: string
    readonly version: number
    readonly patch: FieldPatch
    readonly around: FieldSurroundings
  },
): Promise<CustomField> {
  const { id, version, patch, around } = change
  const row = await findField(trx, id)
  const next = { ...row, ...patch } as CustomField
  checkField(next)
  if (patch.permission !== undefined) checkPermission(next, around)
  if (row.isRetired && !next.isRetired) await refuseTooMany(trx, row.entity)
  await refitValues(trx, { from: row, to: next })
  return changeRow<CustomField>(trx, author, {
    model: CustomField,
    entity: ENTITY,
    row,
    version,
    patch: patch as Partial<CustomField>,
  })
}

/** Removes a field for good. @throws `host.field_has_values` unless they are to go with it */
export async function removeField(
  trx: Transaction,
  author: Author,
  wish: { readonly id: string; readonly version: number; readonly isWithValues: boolean },
): Promise<void> {
  const { id, version, isWithValues } = wish
  const row = await findField(trx, id)
  const { entity, name, kind, label } = row
  const records = await countRecords(trx, row)
  if (records > 0 && !isWithValues) throw refuse('host.field_has_values', { name, count: records })
  const removed = await CustomField.query(trx).delete().where({ id, version })
  if (removed === 0) throw refuse('http.version_conflict', { sent: version, current: row.version })
  await trx.raw(
    `update host.field_value set said = said - ?, updated_at = now()
      where entity = ? and plugin = ? and jsonb_exists(said, ?)`,
    [name, entity, CUSTOM, name],
  )
  const before = { entity, name, kind, label, records }
  await recordChange(trx, { ...author, entity: ENTITY, id, action: 'remove', before })
}

function checkSurroundings(
  { entity, name, permission }: Pick<CustomField, 'entity' | 'name' | 'permission'>,
  around: FieldSurroundings,
): void {
  const known = around.entities.get(entity)
  if (known === undefined) {
    const facts = { entity, known: [...around.entities.keys()].sort() }
    throw refuse('host.field_entity_unknown', facts, '/entity')
  }
  if (known.members.includes(name)) throw refuse('host.field_name_own', { entity, name }, '/name')
  const others = (around.extensions.get(entity) ?? []).filter(({ plugin }) => plugin !== CUSTOM)
  const twin = others.find(({ fields }) => fields.some((field) => field.name === name))
  if (twin !== undefined) {
    throw refuse('host.field_name_of_plugin', { plugin: twin.plugin, entity, name }, '/name')
  }
  checkPermission({ permission }, around)
}

function checkPermission(
  { permission }: Pick<CustomField, 'permission'>,
  { permissions }: Pick<FieldSurroundings, 'permissions'>,
): void {
  if (permission === null || permissions.has(permission)) return
  throw refuse('host.field_permission_unknown', { permission }, '/permission')
}

async function refuseTooMany(trx: Transaction, entity: string): Promise<void> {
  const shown = await CustomField.query(trx).where({ entity, is_retired: false }).resultSize()
  if (shown >= MAX_FIELDS) throw refuse('host.fields_too_many', { entity, most: MAX_FIELDS }, '/entity')
}
