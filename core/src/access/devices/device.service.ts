import { refuse, type Transaction } from '@stowage/sdk'
import type { Static } from 'typebox'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { changeRow } from '../../audit/versioned-row.ts'
import { newId } from '../../database/ids.ts'
import { cleanText } from '../../naming/clean-text.ts'
import { scopeOf } from '../grant.ts'
import { digestOf } from '../secret.ts'
import { Device } from './device.model.ts'
import type { DeviceOnTheWire, DevicePatch, NewDevice, ThisDevice } from './device.schemas.ts'
import { newDeviceCode } from './device-token.ts'

/** @throws `http.row_not_found` */
export async function getDevice(trx: Transaction, id: string): Promise<Static<typeof DeviceOnTheWire>> {
  const { tokenHash, createdBy, ...row } = await findDevice(trx, id)
  return { ...row, site: await siteId(trx, row.site) }
}

/**
 * Registers a device.
 * @returns its token, which is shown this once: the database keeps its hash
 */
export async function createDevice(
  trx: Transaction,
  author: Author,
  wish: Static<typeof NewDevice>,
): Promise<{ id: string; token: string }> {
  const name = checkedName(wish.name)
  const { sites } = await scopeOf(trx, { sites: [wish.site] })
  await checkNameFree(trx, name)
  const id = newId()
  const token = newDeviceCode()
  const { asksPin = false } = wish
  await Device.query(trx).insert({
    id,
    name,
    site: sites![0]!,
    asksPin,
    tokenHash: digestOf(token),
    createdBy: author.actor.id,
  })
  const after = { name, site: wish.site, asksPin }
  await recordChange(trx, { ...author, entity: 'access.device', id, action: 'create', after })
  return { id, token }
}

/** Changes a device that still has the version the caller has seen. */
export async function changeDevice(
  trx: Transaction,
  author: Author,
  { id, version, patch }: { id: string; version: number; patch: Static<typeof DevicePatch> },
): Promise<Static<typeof DeviceOnTheWire>> {
  const row = await findDevice(trx, id)
  const { site, ...rest } = patch
  const change: Partial<Device> = { ...rest }
  if (patch.name !== undefined) {
    change.name = checkedName(patch.name)
    if (change.name !== row.name) await checkNameFree(trx, change.name)
  }
  if (site !== undefined) change.site = (await scopeOf(trx, { sites: [site] })).sites![0]!
  await changeRow(trx, author, { model: Device, entity: 'access.device', row, version, patch: change })
  if (site !== undefined) await trx('access.session').where({ device: id }).delete()
  return getDevice(trx, id)
}

/** Revokes a device for good, which ends the sessions on it; a second time changes nothing. */
export async function revokeDevice(trx: Transaction, author: Author, id: string): Promise<void> {
  const row = await findDevice(trx, id)
  if (row.revokedAt !== null) return
  await trx('access.device').where({ id }).update({ revoked_at: trx.fn.now() })
  await trx('access.session').where({ device: id }).delete()
  await recordChange(trx, { ...author, entity: 'access.device', id, action: 'revoke' })
}

/** A device by what it carries, if it was not revoked. */
export async function deviceByToken(trx: Transaction, token: string): Promise<KnownDevice | undefined> {
  const [row] = await Device.query(trx)
    .patch({ lastSeenAt: trx.fn.now() } as never)
    .where({ token_hash: digestOf(token) })
    .whereNull('revoked_at')
    .returning('*')
  if (row === undefined) return undefined
  const { id, name, site, asksPin } = row as unknown as Device
  const place = await trx('locations.site').where({ no: site }).first('id', 'name')
  return { id, name, asksPin, site: place.id, siteName: place.name, siteNumber: site }
}

/** A device that is in use, with its site by number. */
export type KnownDevice = Omit<Static<typeof ThisDevice>, 'idleMinutes'> & { readonly siteNumber: number }

async function findDevice(trx: Transaction, id: string): Promise<Device> {
  const row = await Device.query(trx).findById(id)
  if (row === undefined) throw refuse('http.row_not_found', { what: 'device', id })
  return row
}

async function siteId(trx: Transaction, no: number): Promise<string> {
  return (await trx('locations.site').where({ no }).first('id')).id
}

async function checkNameFree(trx: Transaction, name: string): Promise<void> {
  const taken = await trx('access.device')
    .whereRaw('lower(name) = lower(?)', [name])
    .whereNull('revoked_at')
    .first('id')
  if (taken !== undefined) throw refuse('access.name_taken', { name }, '/name')
}

function checkedName(name: string): string {
  const clean = cleanText(name)
  if (clean === undefined) throw refuse('access.text_unprintable', { field: 'name', value: name }, '/name')
  return clean
}
