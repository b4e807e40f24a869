import { refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { orTaken } from '../../audit/versioned-row.ts'
import { newId } from '../../database/ids.ts'
import { cleanText } from '../../naming/clean-text.ts'
import type { SecretBox } from '../secrets/secret-box.ts'
import { readSaid } from './setting.service.ts'
import { changedMembers, checkedValues, NOTHING_SAID, type SaidValues } from './setting-values.ts'
import type { SettingsShape } from './settings-shape.ts'

/** One set-up of a plugin, as it is stored. */
export interface InstanceRow extends SaidValues {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly updatedAt: string
}

/** A set-up as somebody wishes it. */
export interface InstanceWish {
  readonly name: string
  readonly values: Readonly<Record<string, unknown>>
}

/** Whose set-ups they are, and with what their secrets are sealed. */
export interface InstanceRoom {
  readonly shape: SettingsShape
  readonly box: SecretBox
}

const MAX_INSTANCES = 200
const COLUMNS = ['id', 'name', 'said', 'secrets', 'version', { updatedAt: 'updated_at' }] as const

/** All set-ups of a plugin, by name. */
export function readInstances(trx: Transaction, { plugin }: SettingsShape): Promise<InstanceRow[]> {
  return trx('host.setting_instance')
    .where({ plugin })
    .orderBy('name')
    .limit(MAX_INSTANCES)
    .select(...COLUMNS)
}

/** Adds a set-up. */
export async function addInstance(
  trx: Transaction,
  author: Author,
  { room, wish }: { readonly room: InstanceRoom; readonly wish: InstanceWish },
): Promise<InstanceRow> {
  const { plugin } = room.shape
  const standing = await readInstances(trx, room.shape)
  if (standing.length >= MAX_INSTANCES)
    throw refuse('host.instances_too_many', { plugin, limit: MAX_INSTANCES })
  const id = newId()
  const said = await checked(trx, room, { wish, row: id, standing: NOTHING_SAID })
  const name = nameOf(wish)
  const [row] = await orTaken(
    taken(name),
    trx('host.setting_instance')
      .insert({ id, plugin, name, said: JSON.stringify(said.said), secrets: JSON.stringify(said.secrets) })
      .returning([...COLUMNS] as string[]),
  )
  const after = { plugin, name, values: changedMembers(NOTHING_SAID, said).after }
  await recordChange(trx, { ...author, entity: 'host.setting_instance', id, action: 'create', after })
  return row as unknown as InstanceRow
}

/** Replaces a set-up's name and values. */
export async function changeInstance(
  trx: Transaction,
  author: Author,
  change: {
    readonly room: InstanceRoom
    readonly id: string
    readonly version: number
    readonly wish: InstanceWish
  },
): Promise<InstanceRow> {
  const { room, id, version, wish } = change
  const before = await findInstance(trx, room, id, version)
  const said = await checked(trx, room, { wish, row: id, standing: before })
  const name = nameOf(wish)
  const [row] = await orTaken(
    taken(name),
    trx('host.setting_instance')
      .where({ id, version })
      .update({
        name,
        said: JSON.stringify(said.said),
        secrets: JSON.stringify(said.secrets),
        version: version + 1,
        updated_at: trx.fn.now(),
      })
      .returning([...COLUMNS] as string[]),
  )
  if (row === undefined) throw refuse('http.version_conflict', { sent: version, current: version + 1 })
  const changed = changedMembers(before, said)
  await recordChange(trx, {
    ...author,
    entity: 'host.setting_instance',
    id,
    action: 'change',
    before: { name: before.name, values: changed.before },
    after: { name, values: changed.after },
  })
  return row as unknown as InstanceRow
}

/** Takes a set-up away, with its secrets. */
export async function removeInstance(
  trx: Transaction,
  author: Author,
  { room, id, version }: { readonly room: InstanceRoom; readonly id: string; readonly version: number },
): Promise<void> {
  const before = await findInstance(trx, room, id, version)
  const removed = await trx('host.setting_instance').where({ id, version }).delete()
  if (removed === 0) throw refuse('http.version_conflict', { sent: version, current: version + 1 })
  const shown = { name: before.name, values: changedMembers(before, NOTHING_SAID).before }
  await recordChange(trx, { ...author, entity: 'host.setting_instance', id, action: 'remove', before: shown })
}

async function findInstance(
  trx: Transaction,
  { shape }: InstanceRoom,
  id: string,
  version: number,
): Promise<InstanceRow> {
  const { plugin } = shape
  const row: InstanceRow | undefined = await trx('host.setting_instance')
    .where({ plugin, id })
    .first(...COLUMNS)
  if (row === undefined) throw refuse('http.row_not_found', { what: 'set-up', id })
  if (row.version !== version) throw refuse('http.version_conflict', { sent: version, current: row.version })
  return row
}

interface Checked {
  readonly wish: InstanceWish
  readonly row: string
  readonly standing: SaidValues
}

/** A member without a default has to be said here, or for the whole organisation. */
async function checked(trx: Transaction, { shape, box }: InstanceRoom, given: Checked): Promise<SaidValues> {
  const said = checkedValues(shape, box, { ...given, values: given.wish.values })
  const shared = (await readSaid(trx, shape)).find(({ scope }) => scope === 'organisation') ?? NOTHING_SAID
  const isSaid = (name: string) =>
    [said, shared].some((one) => Object.hasOwn(one.said, name) || Object.hasOwn(one.secrets, name))
  const missing = [...shape.members.values()].find(({ name, isRequired }) => isRequired && !isSaid(name))
  if (missing === undefined) return said
  const facts = { plugin: shape.plugin, member: missing.name, title: missing.title }
  throw refuse('host.setting_missing', facts, `/values/${missing.name}`)
}

function nameOf({ name }: InstanceWish): string {
  const clean = cleanText(name)
  if (clean === undefined) throw refuse('host.text_unprintable', { field: 'name', value: name }, '/name')
  return clean
}

function taken(name: string) {
  return { setting_instance_name_key: () => refuse('host.instance_taken', { name }, '/name') }
}
