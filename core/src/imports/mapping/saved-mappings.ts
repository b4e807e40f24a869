import { type Actor, refuse, type Transaction } from '@stowage/sdk'
import { newId } from '../../database/ids.ts'
import { cleanText } from '../../naming/clean-text.ts'
import type { NamedMapping } from './mapping.ts'

/** The last mapping of somebody has no name of its own. */
const LAST = ''

/** A mapping as it is kept. */
export interface SavedMapping {
  readonly id: string
  readonly importable: string
  readonly name: string
  readonly mapping: NamedMapping
  readonly updatedAt: string
}

/** How somebody mapped his last file of this sort. */
export async function lastMapping(
  trx: Transaction,
  { id }: Actor,
  importable: string,
): Promise<NamedMapping | undefined> {
  const row = await trx('imports.mapping').where({ created_by: id, importable, name: LAST }).first('mapping')
  return row?.mapping
}

/** Keeps a mapping under a name, in the place of the one that has it; without a name it is his last. */
export async function saveMapping(
  trx: Transaction,
  { id, owners }: Actor,
  { importable, name = LAST, mapping }: { importable: string; name?: string; mapping: NamedMapping },
): Promise<void> {
  const clean = name === LAST ? LAST : cleanText(name)
  if (clean === undefined) throw refuse('access.text_unprintable', { field: 'name', value: name }, '/name')
  const owner = owners === 'all' ? 0 : owners[0]
  await trx('imports.mapping')
    .insert({ id: newId(), importable, name: clean, mapping: JSON.stringify(mapping), owner, created_by: id })
    .onConflict(['created_by', 'importable', 'name'])
    .merge({ mapping: JSON.stringify(mapping), updated_at: trx.fn.now() })
}

/** The mappings that somebody keeps under names. */
export function savedMappings(trx: Transaction, { id }: Actor): Promise<SavedMapping[]> {
  return trx('imports.mapping')
    .where({ created_by: id })
    .whereNot({ name: LAST })
    .orderBy(['importable', 'name'])
    .limit(500)
    .select('id', 'importable', 'name', 'mapping', { updatedAt: 'updated_at' })
}

/** @throws DomainError `http.row_not_found`, also for somebody else's */
export async function getMapping(trx: Transaction, { id: actor }: Actor, id: string): Promise<SavedMapping> {
  const found = (await savedMappings(trx, { id: actor } as Actor)).find((one) => one.id === id)
  if (found === undefined) throw refuse('http.row_not_found', { what: 'mapping', id })
  return found
}

/** @throws DomainError `http.row_not_found` */
export async function removeMapping(trx: Transaction, actor: Actor, id: string): Promise<void> {
  await getMapping(trx, actor, id)
  await trx('imports.mapping').where({ id }).delete()
}
