import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { refuse } from '@stowage/sdk'

const CIPHER = 'aes-256-gcm'

/** Where a secret stands. It is sealed into the secret, so that one cannot be put in the place of another. */
export interface SecretPlace {
  readonly plugin: string
  /** The row, or whatever else names the place; it never changes. */
  readonly row: string
  readonly member: string
}

/** Seals and opens secrets with the deployment's key. */
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
 * @param key 32 bytes; without one nothing can be sealed or opened, and all else works
 */
export function createSecretBox(key: Buffer | undefined): SecretBox {
  const keyId = key === undefined ? 'none' : createHash('sha256').update(key).digest('hex').slice(0, 8)
  const open = (sealed: string, place: SecretPlace) => {
    const text = key === undefined ? undefined : opened(sealed, place, key)
    if (text !== undefined) return text
    throw refuse('host.secret_key_lost', {
      plugin: place.plugin,
      member: place.member,
      sealedWith: sealed.split('.')[1] ?? 'another key',
      present: keyId,
    })
  }
  return {
    seal(text, place) {
      if (key === undefined) throw refuse('host.secret_key_missing')
      const nonce = randomBytes(12)
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(wordsOfPlace(place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return [
        'v1',
        keyId,
        ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url')),
      ].join('.')
    },
    open,
    canOpen: (sealed, place) => key !== undefined && opened(sealed, place, key) !== undefined,
  }
}

function opened(sealed: string, place: SecretPlace, key: Buffer): string | undefined {
  const [form, , nonce = '', tag = '', body = ''] = sealed.split('.')
  if (form !== 'v1') return undefined
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
