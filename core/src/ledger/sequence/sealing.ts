import type { Database } from '../../database/database.ts'
import type { SealKey } from '../../home/seal-key.ts'
import { nextHead, signHead } from './head.ts'
import { setWholeReads } from './joins.ts'

/** A block has so many positions at most, and is closed after so long at the latest. */
const BLOCK_MAX = 10_000
const BLOCK_MS = 4_000

interface ChainEnd {
  to_position: number
  head: Buffer
  last_position: number
  is_due: boolean
}

/** How one step of the sealing ended. */
export interface Sealed {
  /** How many positions were sealed; 0 where none were due, or another node was faster. */
  readonly positions: number
  /** Whether more are due at once. */
  readonly hasMore: boolean
}

/**
 * Adds the next link to the chain: the digest of the positions that came since the last one, chained with its
 * head and signed. Several nodes may try at once; one of them succeeds.
 * @param isHurried seals what is there, however little and fresh
 */
export async function sealNext(database: Database, key: SealKey, isHurried = false): Promise<Sealed> {
  const end = await readChainEnd(database)
  const waiting = end.last_position - end.to_position
  if (waiting === 0 || !(isHurried || end.is_due || waiting >= BLOCK_MAX))
    return { positions: 0, hasMore: false }
  const block = await digestOf(database, end.to_position + 1, Math.min(waiting, BLOCK_MAX))
  const hash = nextHead(end.head, block)
  const { rows } = await database.appAll.raw<{ rows: { is_added: boolean }[] }>(
    'select ledger.append_seal(?, ?, ?, ?, ?, ?, ?, ?, ?) as is_added',
    [
      database.access.credentials.writerKey,
      block.first,
      block.last,
      block.lines,
      block.digest,
      end.head,
      hash,
      signHead(block.last, hash, key.privateKey),
      key.id,
    ],
  )
  return {
    positions: rows[0]!.is_added ? block.last - block.first + 1 : 0,
    hasMore: block.last < end.last_position,
  }
}

async function readChainEnd({ appAll }: Database): Promise<ChainEnd> {
  const { rows } = await appAll.raw<{ rows: ChainEnd[] }>(
    `select coalesce(s.to_position, 0) as to_position, coalesce(s.head, '\\x'::bytea) as head,
           q.last_position,
            coalesce(s.at < clock_timestamp() - ? * interval '1 millisecond', true) as is_due
       from ledger.sequencer q
       left join (select * from ledger.seal order by to_position desc limit 1) s on true`,
    [BLOCK_MS],
  )
  return rows[0]!
}

interface DigestedBlock {
  readonly first: number
  readonly last: number
  readonly digest: Buffer
  readonly lines: number
}

/**
 * The digest of the next positions. Movements with thousands of lines can make a block too large for one
 * value; then a tenth of it is taken.
 */
async function digestOf({ appAll }: Database, first: number, count: number): Promise<DigestedBlock> {
  for (let size = count; ; size = Math.ceil(size / 10)) {
    const last = first + size - 1
    try {
      return await appAll.transaction(async (trx) => {
        await setWholeReads(trx, 'off')
        const { rows } = await trx.raw<{ rows: { digest: Buffer; lines: number }[] }>(
          "select digest, lines from ledger.block_digests(array[?::bigint], ?, '-infinity', 'infinity')",
          [first, last],
        )
        return { first, last, ...rows[0]! }
      })
    } catch (error) {
      if (size === 1) throw error
    }
  }
}
