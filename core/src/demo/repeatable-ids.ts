import { createHash } from 'node:crypto'
import { idAt } from '../database/ids.ts'

/**
 * Makes ids that are the same whenever the same thing is loaded again, so that nothing is doubled: a UUIDv7
 * with the given instant, the rest from a hash of where it comes from and a running number.
 */
export class RepeatableIds {
  readonly #bytes: Buffer

  /** @param origin what the numbers belong to, such as a file's hash and a noun */
  constructor(origin: string) {
    this.#bytes = createHash('sha256').update(origin).digest().subarray(0, 10)
  }

  /** @param number different for each thing of one origin, below 2^32 */
  at(milliseconds: number, number: number): string {
    // The last four bytes carry the number itself, scrambled one to one: two numbers never give one id.
    let mixed = number >>> 0
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    const bytes = Buffer.from(this.#bytes)
    bytes.writeUInt32BE((mixed ^ (mixed >>> 16)) >>> 0, 6)
    return idAt(milliseconds, bytes)
  }
}
