import { randomFillSync } from 'node:crypto'
import { databaseTime } from './database-time.ts'

/** The id that stands for "none" in the record's keys, because no index serves `IS NOT DISTINCT FROM`. */
export const NIL_ID = '00000000-0000-0000-0000-000000000000'

const POOL_BYTES = 16 * 256
const pool = Buffer.alloc(POOL_BYTES)
let poolOffset = POOL_BYTES

/** Makes a UUIDv7 (RFC 9562, 5.7) for now: 48 bits of milliseconds, the rest random. */
export function newId(): string {
  return idAt(Math.floor(databaseTime()), nextRandomBytes())
}

/**
 * Makes a UUIDv7 for a given instant from given bytes, so that an import names the same thing the same way
 * each time it runs.
 * @param milliseconds since 1970
 * @param bytes ten bytes or more; the first ten fill what the instant leaves open
 */
export function idAt(milliseconds: number, bytes: Uint8Array): string {
  const instant = milliseconds.toString(16).padStart(12, '0')
  const random = Buffer.from(bytes.subarray(0, 10))
  random[0] = (random[0]! & 0x0f) | 0x70
  random[2] = (random[2]! & 0x3f) | 0x80
  const rest = random.toString('hex')
  const head = `${instant.slice(0, 8)}-${instant.slice(8)}-${rest.slice(0, 4)}`
  return `${head}-${rest.slice(4, 8)}-${rest.slice(8)}`
}

/** The instant that a UUIDv7 carries, in milliseconds since 1970; undefined for any other version. */
export function instantOfId(id: string): number | undefined {
  return id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : undefined
}

function nextRandomBytes(): Uint8Array {
  if (poolOffset === POOL_BYTES) {
    randomFillSync(pool)
    poolOffset = 0
  }
  poolOffset += 16
  return pool.subarray(poolOffset - 16, poolOffset)
}
