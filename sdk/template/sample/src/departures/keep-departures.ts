import type { BackfillContext, PostedMovement } from '@stowage/sdk'

/**
 * A projection: writes down what leaves, in the transaction in which it leaves, so that it can never differ
 * from the ledger. It may get a line again when the plugin comes back, and then changes nothing.
 */
export async function keepDepartures(posted: readonly PostedMovement[], tx: BackfillContext): Promise<void> {
  const lines = posted
    .filter(({ kind }) => kind === 'issue')
    .flatMap(({ id, owner, at, lines }) =>
      lines.map(({ item, quantity }, place) => [id, place + 1, item, owner, quantity, at.toISOString()]),
    )
  if (lines.length === 0) return
  const columns = [0, 1, 2, 3, 4, 5].map((column) => lines.map((line) => line[column]))
  await tx.query(
    `insert into "sample".departure (movement, n, item, owner, quantity, at)
     select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::int[], $5::numeric[], $6::timestamptz[])
     on conflict do nothing`,
    columns,
  )
}
