import { generateKeyPairSync } from 'node:crypto'
import { sealKeyOf } from '../src/home/seal-key.ts'
import { sealNext } from '../src/ledger/sequence/sealing.ts'
import { keepPublicKey, sequence } from '../src/ledger/sequence/sequencer.ts'
import { type LedgerWorld, SUPPLIER } from './ledger-world.ts'

export const key = sealKeyOf(generateKeyPairSync('ed25519').privateKey)

export interface Placed {
  position: number
  movement: string
}

/** Where every movement stands, in the public order. */
export function positions(world: LedgerWorld): Promise<Placed[]> {
  return world.query('select position::int, movement from ledger.position order by position')
}

export async function receive(world: LedgerWorld, count: number, quantity = 1): Promise<void> {
  const told = { kind: 'receipt', from: SUPPLIER, to: world.a, quantity }
  const { body } = await world.post(Array.from({ length: count }, () => told))
  if (body.outcomes.some(({ status }: { status: string }) => status !== 'posted'))
    throw new Error('not posted')
}

/**
 * Everything posted so far gets its place. Transactions of the server's other databases hold the horizon as
 * well, so it may have to be waited for. @returns how many movements each run took
 */
export async function placeAll(world: LedgerWorld, most?: number): Promise<number[]> {
  const taken: number[] = []
  for (let left = -1; left !== 0; ) {
    taken.push(await sequence(world.database, most))
    const [row] = await world.query<{ n: number }>(
      'select count(*)::int as n from ledger.movement where id not in (select movement from ledger.position)',
    )
    left = row!.n
  }
  return taken.filter((n) => n !== 0)
}

/** Everything posted so far gets its place and its seal. */
export async function sealAll(world: LedgerWorld): Promise<void> {
  await keepPublicKey({ database: world.database, key })
  await placeAll(world)
  while ((await sealNext(world.database, key, true)).hasMore);
}
