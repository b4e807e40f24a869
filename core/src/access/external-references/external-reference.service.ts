import { refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { cleanText } from '../../naming/clean-text.ts'
import { ownerIds } from '../owners/owner.service.ts'
import type { ExternalReference, ReferenceWish } from './external-reference.schemas.ts'
import { ownerOfReferred, type Referable } from './referable.ts'

/** What core and plugins may ask of the names that other systems have for our rows. */
export interface ReferenceService {
  /**
   * Gives a row its name in another system; putting it twice puts it once.
   * @throws `access.reference_taken` when the name is another row's, `access.reference_of_house`
   */
  put(
    trx: Transaction,
    author: Author,
    wish: ReferenceWish,
  ): Promise<{ reference: ExternalReference; isNew: boolean }>
  /** @throws `access.reference_unknown` */
  remove(trx: Transaction, author: Author, wish: ReferenceWish): Promise<void>
  /**
   * Our rows' ids by their names in another system. The actor's own rows alone; a name that two owners'
   * systems both gave is left out unless he sees but one of them.
   */
  find(
    trx: Transaction,
    named: { readonly entity: Referable; readonly system: string; readonly externalIds: readonly string[] },
  ): Promise<ReadonlyMap<string, string>>
}

/** Makes the service of external references. */
export function createReferenceService(): ReferenceService {
  return { put: putReference, remove: removeReference, find: findReferences }
}

interface Row {
  readonly id: string
  readonly owner: number | null
  readonly createdAt: string
}

async function putReference(
  trx: Transaction,
  author: Author,
  wish: ReferenceWish,
): Promise<{ reference: ExternalReference; isNew: boolean }> {
  const { entity, id, system } = wish
  const externalId = cleanText(wish.externalId)
  if (externalId === undefined) {
    throw refuse('access.text_unprintable', { field: 'externalId', value: wish.externalId }, '/externalId')
  }
  const owner = await ownerToChange(trx, author, wish)
  const inserted = await trx.raw<{ rows: Row[] }>(
    `insert into access.external_reference (entity, id, system, external_id, owner) values (?, ?, ?, ?, ?)
     on conflict on constraint external_reference_key do nothing
     returning id, owner, created_at as "createdAt"`,
    [entity, id, system, externalId, owner],
  )
  const isNew = inserted.rows.length > 0
  const row = inserted.rows[0] ?? (await findStanding(trx, { entity, system, externalId, owner }))
  if (row.id !== id) {
    throw refuse('access.reference_taken', { system, externalId, holder: row.id }, '/externalId')
  }
  const words = { system, externalId }
  if (isNew) await recordChange(trx, { ...author, entity, id, action: 'add_reference', owner, after: words })
  const ids = await ownerIds(trx, owner === null ? [] : [owner])
  const whose = owner === null ? null : ids.get(owner)!
  return { reference: { entity, id, ...words, owner: whose, createdAt: row.createdAt }, isNew }
}

async function removeReference(trx: Transaction, author: Author, wish: ReferenceWish): Promise<void> {
  const { entity, id, system, externalId } = wish
  const owner = await ownerToChange(trx, author, wish)
  const removed = await trx('access.external_reference')
    .where({ entity, id, system, external_id: externalId })
    .delete()
  if (removed === 0) throw refuse('access.reference_unknown', { system, externalId })
  const words = { system, externalId }
  await recordChange(trx, { ...author, entity, id, action: 'remove_reference', owner, before: words })
}

async function ownerToChange(trx: Transaction, { actor }: Author, wish: ReferenceWish) {
  const owner = await ownerOfReferred(trx, wish)
  if (owner === null && actor.owners !== 'all') throw refuse('access.reference_of_house', { id: wish.id })
  return owner
}

async function findStanding(
  trx: Transaction,
  { entity, system, externalId, owner }: Omit<ReferenceWish, 'id'> & { owner: number | null },
): Promise<Row> {
  const row = await trx('access.external_reference')
    .where({ entity, system, external_id: externalId })
    .whereRaw('owner is not distinct from ?::int', [owner])
    .first('id', 'owner', { createdAt: 'created_at' })
  // It was taken away between the two statements: for the caller that is as if he came first.
  if (row === undefined) throw refuse('access.reference_changed', { system, externalId })
  return row
}

async function findReferences(
  trx: Transaction,
  named: { readonly entity: Referable; readonly system: string; readonly externalIds: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const { entity, system, externalIds } = named
  const { rows } = await trx.raw<{ rows: { name: string; id: string }[] }>(
    `select external_id as name, min(id::text) as id from access.external_reference
      where entity = ? and system = ? and external_id = any (?::text[])
      group by external_id having count(distinct id) = 1`,
    [entity, system, [...externalIds]],
  )
  return new Map(rows.map(({ name, id }) => [name, id]))
}
