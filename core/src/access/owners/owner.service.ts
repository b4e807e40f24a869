import { refuse, type Transaction } from '@stowage/sdk'
import type { Author } from '../../audit/record-change.ts'
import { type Created, changeRow, createRow } from '../../audit/versioned-row.ts'
import { cleanText } from '../../naming/clean-text.ts'
import { Company } from '../companies/company.model.ts'
import { Owner } from './owner.model.ts'

/** An owner as somebody wishes it. */
export interface OwnerWish {
  readonly id?: string
  readonly kind: Owner['kind']
  /** Only, and always, for the kind company. */
  readonly company?: string | null
  readonly name: string
}

/** @throws `http.row_not_found`, also for an owner whom the actor may not see */
export async function getOwner(trx: Transaction, id: string): Promise<Owner> {
  const owner = await Owner.query(trx).findOne({ id })
  if (owner === undefined) throw refuse('http.row_not_found', { what: 'owner', id })
  return owner
}

/** Creates an owner; the database gives the number. */
export async function createOwner(
  trx: Transaction,
  author: Author,
  wish: OwnerWish,
): Promise<Created<Owner>> {
  const { company = null } = wish
  if ((wish.kind === 'company') !== (company !== null))
    throw refuse('access.company_mismatch', {}, '/company')
  if (company !== null && (await Company.query(trx).findById(company)) === undefined) {
    throw refuse('access.company_unknown', { company }, '/company')
  }
  const values = { ...wish, company, name: checkedName(wish.name) }
  return createRow(trx, author, { model: Owner, entity: 'access.owner', values, taken: taken(values.name) })
}

/** Renames an owner that still has the version the caller has seen; what it is stays. */
export async function changeOwner(
  trx: Transaction,
  author: Author,
  { id, version, patch }: { id: string; version: number; patch: { name?: string } },
): Promise<Owner> {
  const row = await getOwner(trx, id)
  const name = patch.name === undefined ? row.name : checkedName(patch.name)
  return changeRow(trx, author, {
    model: Owner,
    entity: 'access.owner',
    row,
    version,
    patch: { name },
    taken: taken(name),
  })
}

/** The numbers of owners by their ids; those that the actor may not see are missing. */
export async function ownerNumbers(
  trx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await Owner.query(trx)
    .select('id', 'no')
    .whereIn('id', [...new Set(ids)])
  return new Map(rows.map(({ id, no }) => [id, no]))
}

/** The ids of owners by their numbers. */
export async function ownerIds(
  trx: Transaction,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (numbers.length === 0) return new Map()
  const rows = await Owner.query(trx)
    .select('id', 'no')
    .whereIn('no', [...new Set(numbers)])
  return new Map(rows.map(({ id, no }) => [no, id]))
}

function checkedName(name: string): string {
  const clean = cleanText(name)
  if (clean === undefined) throw refuse('access.text_unprintable', { field: 'name', value: name }, '/name')
  return clean
}

function taken(name: string) {
  return { owner_name_key: () => refuse('access.name_taken', { name }, '/name') }
}
