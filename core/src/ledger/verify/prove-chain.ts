import { createPublicKey, type KeyObject } from 'node:crypto'
import type { Transaction } from '@stowage/sdk'
import { type Head, isSignedBy, nextHead } from '../sequence/head.ts'
import { setWholeReads } from '../sequence/joins.ts'
import type { Snapshot } from './snapshot.ts'
import type { Difference } from './verify-ledger.ts'

/**
 * So many lines are read for the digests of one query, and so many blocks at most. Each query goes once
 * through
 * the months that it touches, so larger ones read less; this one sorts in 150 MB.
 */
const CHUNK_LINES = 600_000
const CHUNK_BLOCKS = 2_000
/** So many of the newest heads have their signatures looked at; they chain all that came before. */
const SIGNATURES_MAX = 10_000

interface Seal {
  from_position: number
  to_position: number
  lines: number
  digest: Buffer
  head: Buffer
  signature: Buffer
  key: string
  at: string
}

/** What the chain proves. */
export interface ChainProof {
  readonly seals: number
  readonly sealedPosition: number
  readonly sealedLines: number
  readonly differences: readonly Difference[]
}

const CHANGED = {
  invariant: 'ledger.sealed_is_as_it_was_sealed',
  sentence:
    'What was sealed stands as it was sealed: no movement and no line of it was changed, ' +
    'added or taken away.',
}
const BROKEN = {
  invariant: 'ledger.seals_are_a_chain',
  sentence: 'Every seal continues the one before it, and is signed with a key that is known.',
}
const OTHER = {
  invariant: 'ledger.head_is_in_the_chain',
  sentence: 'The head that was kept elsewhere is in the chain.',
}

/**
 * Proves the chain: each block's digest over its movements and lines, month after month on all connections;
 * each head from the one before; the signatures; and that a head which was kept elsewhere is one of them.
 */
export async function proveChain(
  snapshot: Snapshot,
  chain: { readonly seals: readonly Seal[]; readonly keys: ReadonlyMap<string, KeyObject> },
  against: Head | undefined,
): Promise<ChainProof> {
  const { seals, keys } = chain
  const differences = [...headDifferences(seals, keys), ...againstDifferences(seals, keys, against)]
  await snapshot.all(
    chunksOf(seals).map((chunk) => async (trx) => {
      differences.push(...(await changedBlocks(trx, chunk)))
    }),
  )
  differences.sort((a, b) => Number(a.row.from ?? 0) - Number(b.row.from ?? 0))
  return {
    seals: seals.length,
    sealedPosition: seals.at(-1)?.to_position ?? 0,
    sealedLines: seals.reduce((sum, { lines }) => sum + lines, 0),
    differences,
  }
}

/** Reads the whole chain: it is a hundred times smaller than what it seals. */
export async function readChain(trx: Transaction) {
  const seals = (await trx('ledger.seal')
    .select('from_position', 'to_position', 'lines', 'digest', 'head', 'signature', 'key', 'at')
    .orderBy('to_position')) as Seal[]
  const keys = (await trx('ledger.seal_key').select('id', 'public_key')) as {
    id: string
    public_key: string
  }[]
  return { seals, keys: new Map(keys.map(({ id, public_key }) => [id, createPublicKey(public_key)])) }
}

function* headDifferences(
  seals: readonly Seal[],
  keys: ReadonlyMap<string, KeyObject>,
): Generator<Difference> {
  let previous: Buffer = Buffer.alloc(0)
  let last = 0
  for (const [index, seal] of seals.entries()) {
    const { from_position: first, to_position: to, digest, head, signature, key } = seal
    const row = { from: first, to, sealedAt: seal.at }
    if (first !== last + 1) yield { ...BROKEN, row: { ...row, expectedFrom: last + 1 } }
    else if (!nextHead(previous, { first, last: to, digest }).equals(head)) {
      yield { ...BROKEN, row: { ...row, wrong: 'head' } }
    } else if (seals.length - index <= SIGNATURES_MAX) {
      const publicKey = keys.get(key)
      const isSigned =
        publicKey !== undefined && isSignedBy({ position: to, hash: head, signature }, publicKey)
      if (!isSigned) yield { ...BROKEN, row: { ...row, wrong: 'signature', key } }
    }
    previous = head
    last = to
  }
}

function* againstDifferences(
  seals: readonly Seal[],
  keys: ReadonlyMap<string, KeyObject>,
  against: Head | undefined,
): Generator<Difference> {
  if (against === undefined) return
  const { position, hash, keyId, signature } = against
  const row = { position, expectedHead: hash.toString('hex') }
  const seal = seals.find(({ to_position }) => to_position === position)
  if (seal === undefined) yield { ...OTHER, row: { ...row, head: null } }
  else if (!seal.head.equals(hash)) yield { ...OTHER, row: { ...row, head: seal.head.toString('hex') } }
  const publicKey = keys.get(keyId)
  if (publicKey === undefined || !isSignedBy({ position, hash, signature }, publicKey)) {
    yield { ...OTHER, row: { ...row, wrong: 'signature', key: keyId } }
  }
}

function chunksOf(seals: readonly Seal[]): Seal[][] {
  const chunks: Seal[][] = []
  let lines = 0
  for (const seal of seals) {
    const chunk = chunks.at(-1)
    if (chunk === undefined || lines + seal.lines > CHUNK_LINES || chunk.length === CHUNK_BLOCKS) {
      chunks.push([seal])
      lines = seal.lines
    } else {
      chunk.push(seal)
      lines += seal.lines
    }
  }
  return chunks
}

/**
 * The blocks of a chunk whose digest is another one. At first its lines are looked for between its movements'
 * first and last instants, which keeps whole months out; where that makes a difference, everywhere.
 */
async function changedBlocks(trx: Transaction, chunk: readonly Seal[]): Promise<Difference[]> {
  const last = chunk.at(-1)!.to_position
  const bounds = await trx.raw(
    `select min(at) as since, max(at) + interval '1 minute' as until from ledger.position
      where position between ? and ?`,
    [chunk[0]!.from_position, last],
  )
  const { since, until } = bounds.rows[0]
  const suspects = await differing(trx, chunk, since ?? '-infinity', until ?? 'infinity')
  const differences: Difference[] = []
  if (suspects.length > 0) await setWholeReads(trx, 'off')
  for (const seal of suspects) {
    const [changed] = await differing(trx, [seal], '-infinity', 'infinity')
    if (changed === undefined) continue
    const { from_position: from, to_position: to, lines, at } = changed
    differences.push({
      ...CHANGED,
      row: { from, to, sealedAt: at, sealedLines: lines, ...(await placeOf(trx, seal)) },
    })
  }
  if (suspects.length > 0) await setWholeReads(trx, 'on')
  return differences
}

async function differing(
  trx: Transaction,
  chunk: readonly Seal[],
  since: string,
  until: string,
): Promise<Seal[]> {
  const firsts = chunk.map(({ from_position }) => from_position)
  const { rows } = await trx.raw<{ rows: { block: number; digest: Buffer; lines: number }[] }>(
    'select block, digest, lines from ledger.block_digests(?::bigint[], ?, ?, ?)',
    [`{${firsts.join(',')}}`, chunk.at(-1)!.to_position, since, until],
  )
  const found = new Map(rows.map((row) => [row.block, row]))
  return chunk.filter(({ digest, lines }, index) => {
    const block = found.get(index + 1)
    return block === undefined || block.lines !== lines || !block.digest.equals(digest)
  })
}

/** The movements at both ends of a block, by which a person finds it. */
async function placeOf(trx: Transaction, { from_position, to_position }: Seal): Promise<object> {
  const rows = await trx('ledger.position')
    .select('position', 'movement', 'at')
    .whereIn('position', [from_position, to_position])
    .orderBy('position')
  return { firstMovement: rows[0]?.movement ?? null, lastMovement: rows.at(-1)?.movement ?? null }
}
