import { refuse, type Transaction } from '@stowage/sdk'
import type { Static } from 'typebox'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { isFieldWriteWaiting } from '../../host/fields/field-writes.ts'
import { cleanText } from '../../naming/clean-text.ts'
import { checkOfGiver } from '../grant.ts'
import { readRights } from '../rights/read-rights.ts'
import { apiKeyList } from './api-key.list.ts'
import type { ApiKeyOnTheWire, ApiKeyPatch } from './api-key.schemas.ts'

type ApiKey = Static<typeof ApiKeyOnTheWire>

const ENTITY = 'access.api_key'

/** @throws `http.row_not_found` */
export async function getApiKey(trx: Transaction, id: string): Promise<ApiKey> {
  const { data } = await apiKeyList.run(trx, { id })
  if (data[0] === undefined) throw refuse('http.row_not_found', { what: 'API key', id })
  return data[0] as ApiKey
}

/**
 * Gives a key another name, if it still has the version that the caller has seen; its rights never change.
 * @throws `access.beyond_own_rights`, `access.text_unprintable`, `http.version_conflict`,
 *   `http.row_not_found`
 */
export async function changeApiKey(
  trx: Transaction,
  author: Author,
  { id, version, patch }: { id: string; version: number; patch: Static<typeof ApiKeyPatch> },
): Promise<ApiKey> {
  const key = await getApiKey(trx, id)
  const check = await checkOfGiver(trx, author.actor)
  check(await readRights(trx, { id, kind: 'key' }))
  const name = patch.name === undefined ? key.name : checkedName(patch.name)
  const isRenamed = name !== key.name
  if (!isRenamed && !isFieldWriteWaiting(trx, { entity: ENTITY, id }) && version === key.version) return key
  const counted = await trx('access.api_key')
    .where({ id, version })
    .update({ version: version + 1, updated_at: trx.fn.now() })
  if (counted === 0) throw refuse('http.version_conflict', { sent: version, current: key.version })
  if (isRenamed) await trx('access.actor').where({ id }).update({ name })
  const [before, after] = isRenamed ? [{ name: key.name }, { name }] : [{}, {}]
  await recordChange(trx, { ...author, entity: ENTITY, id, action: 'change', before, after })
  return getApiKey(trx, id)
}

function checkedName(name: string): string {
  const clean = cleanText(name)
  if (clean === undefined) throw refuse('access.text_unprintable', { field: 'name', value: name }, '/name')
  return clean
}
