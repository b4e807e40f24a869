import { type Actor, refuse, type Signature, type Signing, type Transaction } from '@stowage/sdk'
import { type Author, recordChange } from '../audit/record-change.ts'
import { newId } from '../database/ids.ts'
import { mayUse } from '../http/may-use.ts'
import { canonicalJson, hashOf } from './canonical-json.ts'

const COLUMNS = {
  id: 'id',
  entity: 'entity',
  recordId: 'entity_id',
  meaning: 'meaning',
  hash: 'hash',
  signer: 'signer',
  signerName: 'signer_name',
  comment: 'comment',
  signedAt: 'signed_at',
}
/** A record has few; whoever asks for more has another question. */
const MAXIMUM_OF_RECORD = 1000

/** What plugins ask. */
export const signing: Signing = {
  async request(trx, actor, { entity, id: recordId, meaning, content, owner = 0, permission = null }) {
    const text = canonicalJson(content)
    const [id, hash] = [newId(), hashOf(text)]
    const row = { id, entity, entity_id: recordId, meaning, content: text, hash, owner, permission }
    await trx('host.signature_request').insert({ ...row, requested_by: actor.id })
    const after = { entity, recordId, meaning, hash }
    await recordChange(trx, { actor, entity: 'host.signature_request', id, owner, action: 'create', after })
    return { id, hash }
  },
  async verify(trx, { entity, id, meaning, content }) {
    const hash = hashOf(canonicalJson(content))
    const rows: Signature[] = await trx('host.signature')
      .where({ entity, entity_id: id, ...(meaning === undefined ? {} : { meaning }) })
      .orderBy([{ column: 'signed_at' }, { column: 'id' }])
      .limit(MAXIMUM_OF_RECORD)
      .select(COLUMNS)
    return {
      valid: rows.filter((row) => row.hash === hash),
      stale: rows.filter((row) => row.hash !== hash),
    }
  },
}

/** What is asked for, as it stands in its table. */
export interface RequestRow {
  readonly id: string
  readonly entity: string
  readonly entity_id: string
  readonly meaning: string
  readonly content: string
  readonly hash: string
  readonly owner: number
  readonly permission: string | null
  readonly requested_by: string
  readonly requested_at: string
}

/** @throws `http.row_not_found` */
async function getRequest(trx: Transaction, id: string): Promise<RequestRow> {
  const row = await trx('host.signature_request').where({ id }).first()
  if (row === undefined) throw refuse('http.row_not_found', { what: 'signature request', id })
  return row
}

/**
 * Looks whether somebody may give the signature that is asked for, before his password is looked at.
 * @throws `host.sign_person_only`, `http.forbidden`, `host.sign_done`
 */
export async function checkSigner(trx: Transaction, actor: Actor, id: string): Promise<void> {
  if (actor.kind !== 'user') throw refuse('host.sign_person_only', { actor: actor.name })
  const { permission } = await getRequest(trx, id)
  const may = permission === null || mayUse(actor, permission)
  if (!may) throw refuse('http.forbidden', { permission, actor: actor.name })
  const done = await trx('host.signature').where({ request: id }).first('signer_name')
  if (done !== undefined) throw refuse('host.sign_done', { signer: done.signer_name }, '/request')
}

/**
 * Writes the signature of somebody who has proved who he is. Its hash is the request's, so that he signs
 * what was shown.
 * @throws `host.sign_done`
 */
export async function writeSignature(
  trx: Transaction,
  { actor, requestId = null }: Author,
  { request: id, comment = null }: { request: string; comment?: string | null },
): Promise<Signature> {
  const asked = await getRequest(trx, id)
  const { entity, entity_id, meaning, hash, owner } = asked
  const row = { id: newId(), request: id, entity, entity_id, meaning, hash, owner, comment }
  const written = await trx('host.signature')
    .insert({ ...row, signer: actor.id, signer_name: actor.name, request_id: requestId })
    .onConflict('request')
    .ignore()
    .returning('id')
  if (written.length === 0) {
    const { signer_name: signer } = await trx('host.signature').where({ request: id }).first('signer_name')
    throw refuse('host.sign_done', { signer }, '/request')
  }
  return trx('host.signature').where({ id: row.id }).first(COLUMNS)
}
