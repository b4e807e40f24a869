import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { refuse } from '@stowage/sdk'

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32

/** Where a secret stands. It is sealed into the secret, so that one cannot be put in the place of another. */
export interface SecretPlace {
  readonly plugin: string
  /** The row, or whatever else names the place; it never changes. */
  readonly row: string
  readonly member: string
}

/** Seals and opens secrets with the deployment's keys. */
export interface SecretBox {
  /** @throws DomainError `host.secret_key_missing` where this node has no key */
  seal(text: string, place: SecretPlace): string
  /** @throws DomainError `host.secret_key_lost` */
  open(sealed: string, place: SecretPlace): string
  /** Whether it can be opened, without opening it for anybody. */
  canOpen(sealed: string, place: SecretPlace): boolean
}

/**
 * Makes the box: AES-256-GCM with a fresh nonce each time, the key named beside what it sealed.
 * @param keys one key of 32 bytes, or several one behind the other: the first seals, each opens what it
 *   sealed. Without one nothing can be sealed or opened, and all else works
 */
export function createSecretBox(keys: Buffer | undefined): SecretBox {
  const byId = new Map(keysIn(keys).map((key) => [idOf(key), key]))
  const [[present, newest] = ['none', undefined]] = byId
  const open = (sealed: string, place: SecretPlace) => {
    const text = opened(sealed, place, byId)
    if (text !== undefined) return text
    throw refuse('host.secret_key_lost', {
      plugin: place.plugin,
      member: place.member,
      sealedWith: keyThatSealed(sealed) ?? 'another key',
      present,
    })
  }
  return {
    seal(text, place) {
      if (newest === undefined) throw refuse('host.secret_key_missing')
      const nonce = randomBytes(12)
      const cipher = createCipheriv(CIPHER, newest, nonce).setAAD(wordsOfPlace(place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return [
        'v1',
        present,
        ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url')),
      ].join('.')
    },
    open,
    canOpen: (sealed, place) => opened(sealed, place, byId) !== undefined,
  }
}

/** By what keys are told apart, the newest first; it gives nothing of them away. */
export function secretKeyIds(keys: Buffer): string[] {
  return keysIn(keys).map(idOf)
}

/** The name of the key that something was sealed with. */
export function keyThatSealed(sealed: string): string | undefined {
  return sealed.split('.')[1]
}

function keysIn(keys: Buffer = Buffer.alloc(0)): Buffer[] {
  return Array.from({ length: Math.ceil(keys.length / KEY_BYTES) }, (_, at) =>
    keys.subarray(at * KEY_BYTES, (at + 1) * KEY_BYTES),
  )
}

function idOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8)
}

function opened(sealed: string, place: SecretPlace, keys: ReadonlyMap<string, Buffer>): string | undefined {
  const [form, keyId = '', nonce = '', tag = '', body = ''] = sealed.split('.')
  const key = keys.get(keyId)
  if (form !== 'v1' || key === undefined) return undefined
  try {
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
    decipher.setAAD(wordsOfPlace(place)).setAuthTag(Buffer.from(tag, 'base64url'))
    return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

function wordsOfPlace({ plugin, row, member }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([plugin, row, member]))
}
