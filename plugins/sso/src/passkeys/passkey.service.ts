import { randomUUID } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { type Person, refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import type { Static } from 'typebox'
import type { Party } from './ceremony.ts'
import type { KeyResponse, NewKeyResponse, Passkey } from './passkey.schemas.ts'

const MOST = 20
/** EdDSA, ES256, RS256. What Node takes beside them is still a trial, and a key is kept for years. */
const ALGORITHMS = [-8, -7, -257]

interface PasskeyRow {
  readonly id: string
  readonly account: string
  readonly credential: string
  readonly public_key: Buffer
  readonly counter: string
  readonly transports: string[]
}

/** Somebody's keys, the oldest first. */
export async function passkeysOf(trx: Transaction, account: string): Promise<Passkey[]> {
  const rows = await trx('sso.passkey').where({ account }).orderBy(['created_at', 'id']).limit(MOST)
  return rows.map(({ id, name, created_at, used_at }) => ({
    id,
    name,
    createdAt: new Date(created_at).toISOString(),
    usedAt: used_at === null ? null : new Date(used_at).toISOString(),
  }))
}

/** What a browser is to ask for, so that somebody has a key here: it finds him and asks who holds it. */
export async function newKeyOptions(
  trx: Transaction,
  { person, party, challenge }: { person: Person; party: Party; challenge: Uint8Array<ArrayBuffer> },
) {
  const keys = await keysBeforeOneMore(trx, person.id)
  return generateRegistrationOptions({
    rpName: 'Stowage',
    rpID: party.id,
    userID: userHandle(person.id),
    userName: person.email,
    userDisplayName: person.name,
    challenge,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: keys.map(asCredential),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/**
 * Keeps a key.
 * @throws `sso.passkeys_too_many`, `sso.passkey_refused`, `sso.passkey_taken`
 */
export async function addPasskey(
  { audit, people }: Pick<ServiceContext, 'audit' | 'people'>,
  trx: Transaction,
  wish: {
    person: Person
    party: Party
    challenge: string
    name: string
    response: Static<typeof NewKeyResponse>
    request: Parameters<ServiceContext['audit']['record']>[1]
  },
): Promise<Passkey> {
  const { person, party, challenge, response, request } = wish
  const name = wish.name.trim()
  if (name === '') throw refuse('sso.passkey_unnamed', {}, '/name')
  await people.hold(trx, person.id)
  await keysBeforeOneMore(trx, person.id)
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: response as never,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    supportedAlgorithmIDs: ALGORITHMS,
    requireUserVerification: true,
  }).catch((error: Error) => {
    throw refuse('sso.passkey_refused', { reason: error.message.slice(0, 200) })
  })
  if (!verified) throw refuse('sso.passkey_refused', { reason: 'it was not verified' })
  const { id: credential, publicKey, counter, transports = [] } = registrationInfo.credential
  const id = randomUUID()
  const row = {
    id,
    account: person.id,
    credential,
    public_key: Buffer.from(publicKey),
    counter,
    transports,
    name,
  }
  const added = await trx('sso.passkey').insert(row).onConflict('credential').ignore().returning('id')
  if (added.length === 0) throw refuse('sso.passkey_taken')
  await audit.record(trx, request, {
    entity: 'sso.passkey',
    id,
    action: 'create',
    after: { account: person.id, name },
  })
  return (await passkeysOf(trx, person.id)).find((key) => key.id === id)!
}

/** What a browser is to ask for, so that somebody shows a key: any that it has, or one of a person's own. */
export async function keyOptions(
  trx: Transaction,
  { party, challenge, account }: { party: Party; challenge: Uint8Array<ArrayBuffer>; account?: string },
) {
  const keys: PasskeyRow[] =
    account === undefined ? [] : await trx('sso.passkey').where({ account }).limit(MOST)
  return generateAuthenticationOptions({
    rpID: party.id,
    challenge,
    allowCredentials: keys.map(asCredential),
    userVerification: 'required',
  })
}

/**
 * Judges what a key signed.
 * @param account whose it has to be; left out for who comes without saying who he is
 * @returns whose key it is
 * @throws `sso.passkey_unknown`, `sso.passkey_refused`
 */
export async function judgeKey(
  trx: Transaction,
  {
    party,
    challenge,
    response,
    account,
  }: { party: Party; challenge: string; response: Static<typeof KeyResponse>; account?: string },
): Promise<string> {
  const key: PasskeyRow | undefined = await trx('sso.passkey')
    .where({ credential: response.id, ...(account !== undefined && { account }) })
    .forUpdate()
    .first()
  if (key === undefined) throw refuse('sso.passkey_unknown')
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: response as never,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: key.credential,
      publicKey: new Uint8Array(key.public_key),
      counter: Number(key.counter),
      transports: key.transports as never,
    },
  }).catch((error: Error) => {
    throw refuse('sso.passkey_refused', { reason: error.message.slice(0, 200) })
  })
  if (!verified) throw refuse('sso.passkey_refused', { reason: 'it was not verified' })
  await trx('sso.passkey')
    .where({ id: key.id })
    .update({ counter: authenticationInfo.newCounter, used_at: trx.fn.now() })
  return key.account
}

/** Whether somebody has a key. */
export async function hasPasskey(trx: Transaction, account: string): Promise<boolean> {
  return (await trx('sso.passkey').where({ account }).first('id')) !== undefined
}

async function keysBeforeOneMore(trx: Transaction, account: string): Promise<PasskeyRow[]> {
  const keys: PasskeyRow[] = await trx('sso.passkey').where({ account }).limit(MOST)
  if (keys.length === MOST) throw refuse('sso.passkeys_too_many', { most: MOST })
  return keys
}

function asCredential({ credential, transports }: PasskeyRow) {
  return { id: credential, transports: transports as never }
}

/** A key tells it to whoever asks for any key; it is the person's id, and says nothing else of him. */
function userHandle(account: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(account.replaceAll('-', ''), 'hex'))
}
