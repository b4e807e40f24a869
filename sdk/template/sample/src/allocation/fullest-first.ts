import type { Decision, Strategy } from '@stowage/sdk'

/** What `ledger.allocate` asks: which of these balances, in which order. */
export interface AllocationRequest {
  readonly item: string
  readonly candidates: readonly { readonly bucket: number }[]
}

/** On hand, by bucket. */
export type Facts = Readonly<Record<number, number>>

/** A strategy: takes from where most lies, so that few bins are opened. */
export const fullestFirst: Strategy<AllocationRequest, Facts, readonly number[]> = {
  id: 'sample.fullest_first',
  title: 'The fullest bin first',
  version: 1,
  /** Reads, once for all requests. */
  async facts(requests, read) {
    const buckets = requests.flatMap(({ candidates }) => candidates.map(({ bucket }) => bucket))
    const rows = await read.query<{ bucket: number; on_hand: number }>(
      'select bucket, on_hand from stock.balance where bucket = any ($1::bigint[])',
      [buckets],
    )
    const onHand = new Map(rows.map((row) => [row.bucket, row.on_hand]))
    return requests.map(({ candidates }) =>
      Object.fromEntries(candidates.map(({ bucket }) => [bucket, onHand.get(bucket) ?? 0])),
    )
  },
  /** Pure, so that every choice can be derived again from its record. */
  choose: (requests, facts) =>
    requests.map(({ candidates }, place): Decision<readonly number[]> => {
      const known = facts[place]!
      const sorted = candidates.map(({ bucket }) => bucket).sort((a, b) => (known[b] ?? 0) - (known[a] ?? 0))
      return {
        choice: sorted,
        because: `The fullest holds ${known[sorted[0]!] ?? 0}.`,
        // What a person reads who asks why: each candidate with what spoke for it.
        considered: sorted.map((bucket) => ({
          candidate: `balance ${bucket}`,
          facts: { 'on hand': known[bucket] ?? 0 },
          isChosen: true,
        })),
      }
    }),
}
