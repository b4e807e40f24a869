import { createHash, type KeyObject, sign, verify } from 'node:crypto'

const FORMAT = 'stowage-head-1'

/** A block of positions as it enters the chain. */
export interface Block {
  readonly first: number
  readonly last: number
  readonly digest: Buffer
}

/**
 * A head of the chain, as it can be sent away: whoever has it can tell later whether the record is still that
 * one.
 */
export interface Head {
  /** The last position that it covers. */
  readonly position: number
  readonly hash: Buffer
  readonly keyId: string
  readonly signature: Buffer
}

/** The head after one more block. The first block's previous head is empty. */
export function nextHead(previous: Buffer, { first, last, digest }: Block): Buffer {
  const places = Buffer.alloc(16)
  places.writeBigInt64BE(BigInt(first), 0)
  places.writeBigInt64BE(BigInt(last), 8)
  return createHash('sha256').update(FORMAT).update(previous).update(places).update(digest).digest()
}

/** Signs a head with a node's key. */
export function signHead(position: number, hash: Buffer, privateKey: KeyObject): Buffer {
  return sign(null, signedBytes(position, hash), privateKey)
}

/** Whether a head was signed with the private half of this key. */
export function isSignedBy(
  { position, hash, signature }: Omit<Head, 'keyId'>,
  publicKey: KeyObject,
): boolean {
  return verify(null, signedBytes(position, hash), publicKey, signature)
}

/** A head in one word: `stowage-head-1:<position>:<hash>:<key>:<signature>`. */
export function headText({ position, hash, keyId, signature }: Head): string {
  return [FORMAT, position, hash.toString('hex'), keyId, signature.toString('base64url')].join(':')
}

/** Reads a head from text that holds one somewhere, such as a mail; undefined where it holds none. */
export function parseHead(text: string): Head | undefined {
  const found = /stowage-head-1:(\d{1,15}):([0-9a-f]{64}):([0-9a-f]{16}):([A-Za-z0-9_-]{86})/.exec(text)
  if (found === null) return undefined
  const [, position, hash, keyId, signature] = found as unknown as [string, string, string, string, string]
  return {
    position: Number(position),
    hash: Buffer.from(hash, 'hex'),
    keyId,
    signature: Buffer.from(signature, 'base64url'),
  }
}

function signedBytes(position: number, hash: Buffer): Buffer {
  return Buffer.from(`${FORMAT}:${position}:${hash.toString('hex')}`)
}
