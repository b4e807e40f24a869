import { isIP } from 'node:net'
import { refuse, type Transaction } from '@stowage/sdk'
import type pg from 'pg'
import { type Author, recordChange } from '../audit/record-change.ts'
import { type Created, changeRow, createRow } from '../audit/versioned-row.ts'
import { removeFields } from '../host/fields/field-writes.ts'
import { addressKind } from './address-kind.ts'
import { type AllowedTarget, hostOf } from './checked-target.ts'
import { TargetRow } from './target.model.ts'

/** A host that somebody wants to allow. */
export interface TargetWish {
  readonly id?: string
  readonly host: string
  readonly port?: number | null
  readonly plainHttp?: boolean
  readonly note?: string
}

const ENTITY = 'host.allowed_target'

/**
 * What is allowed of one host. Asked on the connections that every request asks for its caller, so that
 * whoever calls out within a transaction does not wait for a second one of the same pool.
 */
export async function allowedOf(client: pg.Client, host: string): Promise<readonly AllowedTarget[]> {
  const { rows } = await client.query<AllowedTarget>({
    name: 'host.allowed_of',
    text: 'select host, port, plain_http as "plainHttp" from host.allowed_target where host = $1 limit 1000',
    values: [host],
  })
  return rows
}

/** @throws `http.row_not_found` */
export async function getTarget(trx: Transaction, id: string): Promise<TargetRow> {
  const row = await TargetRow.query(trx).findById(id)
  if (row === undefined) throw refuse('http.row_not_found', { what: 'allowed target', id })
  return row
}

/**
 * Allows a host.
 * @throws `host.target_host_invalid`, `host.target_never`, `host.target_taken`
 */
export function createTarget(
  trx: Transaction,
  author: Author,
  wish: TargetWish,
): Promise<Created<TargetRow>> {
  const { port = null, plainHttp = false, note = '', ...rest } = wish
  const host = checkedHost(wish.host)
  const values = { ...rest, host, port, plainHttp, note }
  return createRow<TargetRow>(trx, author, { model: TargetRow, entity: ENTITY, values, taken: taken(host) })
}

/** Changes what is allowed of a host. */
export async function changeTarget(
  trx: Transaction,
  author: Author,
  { id, version, patch }: { id: string; version: number; patch: Partial<Omit<TargetWish, 'id' | 'host'>> },
): Promise<TargetRow> {
  const row = await getTarget(trx, id)
  return changeRow<TargetRow>(trx, author, {
    model: TargetRow,
    entity: ENTITY,
    row,
    version,
    patch,
    taken: taken(row.host),
  })
}

/** Allows it no longer, from the next call on. */
export async function removeTarget(trx: Transaction, author: Author, id: string): Promise<void> {
  const { host, port, plainHttp, note } = await getTarget(trx, id)
  await TargetRow.query(trx).deleteById(id)
  const fields = await removeFields(trx, { entity: ENTITY, id })
  const before = { host, port, plainHttp, note, fields }
  await recordChange(trx, { ...author, entity: ENTITY, id, action: 'remove', before })
}

/**
 * The host as addresses are compared later: what `http://2130706433/` means is 127.0.0.1.
 * @throws `host.target_host_invalid`, `host.target_never`
 */
export function checkedHost(text: string): string {
  const bare = text.replace(/^\[(.+)\]$/, '$1')
  const isV6 = isIP(bare) === 6
  const url = URL.parse(`http://${isV6 ? `[${bare}]` : text}/`)
  if (url === null || (!isV6 && /[/@?#:\\\s]/.test(text)))
    throw refuse('host.target_host_invalid', { host: text }, '/host')
  const host = hostOf(url)
  if (isIP(host) > 0 && addressKind(host) === 'never') throw refuse('host.target_never', { host }, '/host')
  return host
}

function taken(host: string) {
  return { allowed_target_key: () => refuse('host.target_taken', { host }, '/host') }
}
