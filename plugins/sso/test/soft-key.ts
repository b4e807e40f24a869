import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** How a key is to misbehave. */
interface Showing {
  /** Whether whoever holds it gave his finger or PIN. */
  readonly isVerified?: boolean
  readonly isForged?: boolean
}

interface Pair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

const ES256 = { kty: 2, alg: -7, crv: 1 }
const PRESENT = 1
const VERIFIED = 4
const ATTESTED = 64

/** A passkey in software, with what a browser says beside it: WebAuthn's own bytes, signed with P-256. */
export class SoftKey {
  readonly id: string
  readonly #origin: string
  readonly #pair: Pair
  readonly #counts: boolean
  #counter = 0
  #userHandle = ''

  constructor(
    origin: string,
    { counts = false, id = randomBytes(32).toString('base64url'), pair = newPair() } = {},
  ) {
    this.id = id
    this.#origin = origin
    this.#pair = pair
    this.#counts = counts
  }

  /** The same key, as it is now, in somebody else's hands. */
  copy(): SoftKey {
    return this.at(this.#origin)
  }

  /** The same key, in a browser that is somewhere else. */
  at(origin: string): SoftKey {
    const twin = new SoftKey(origin, { counts: this.#counts, id: this.id, pair: this.#pair })
    twin.#counter = this.#counter
    twin.#userHandle = this.#userHandle
    return twin
  }

  /** What `navigator.credentials.create` answers. */
  // biome-ignore lint/suspicious/noExplicitAny: the options come over the wire
  make(options: any): object {
    this.#userHandle = options.user.id
    const { x, y } = this.#pair.publicKey.export({ format: 'jwk' })
    const key = cborMap([
      [1, ES256.kty],
      [3, ES256.alg],
      [-1, ES256.crv],
      [-2, Buffer.from(x!, 'base64url')],
      [-3, Buffer.from(y!, 'base64url')],
    ])
    const id = Buffer.from(this.id, 'base64url')
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    const attested = Buffer.concat([Buffer.alloc(16), length, id, key])
    const data = Buffer.concat([this.#head(options.rp.id, PRESENT | VERIFIED | ATTESTED), attested])
    const attestation = cborMap([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', data],
    ])
    return this.#credential({
      clientDataJSON: this.#clientData('webauthn.create', options.challenge).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    })
  }

  /** What `navigator.credentials.get` answers. */
  // biome-ignore lint/suspicious/noExplicitAny: the options come over the wire
  show(options: any, { isVerified = true, isForged = false }: Showing = {}): object {
    if (this.#counts) this.#counter += 1
    const data = this.#head(options.rpId, PRESENT | (isVerified ? VERIFIED : 0))
    const client = this.#clientData('webauthn.get', options.challenge)
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
    const { privateKey } = isForged ? newPair() : this.#pair
    return this.#credential({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', signed, privateKey).toString('base64url'),
      userHandle: this.#userHandle,
    })
  }

  #credential(response: object): object {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {}, response }
  }

  #clientData(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.#origin, crossOrigin: false }))
  }

  #head(party: string, flags: number): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.#counter)
    return Buffer.concat([createHash('sha256').update(party).digest(), Buffer.from([flags]), counter])
  }
}

function newPair(): Pair {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

type Cbor = number | string | Buffer | Map<never, never>

/** As much of CBOR as a key writes. */
function cborMap(entries: readonly (readonly [number | string, Cbor])[]): Buffer {
  return Buffer.concat([head(5, entries.length), ...entries.flat().map(cbor)])
}

function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Map) return head(5, 0)
  return Buffer.concat([head(2, value.length), value])
}

function head(kind: number, length: number): Buffer {
  const top = kind << 5
  if (length < 24) return Buffer.from([top | length])
  if (length < 256) return Buffer.from([top | 24, length])
  return Buffer.from([top | 25, length >> 8, length & 255])
}
