import type { Project } from '@stowage/sdk'

/** Counts what leaves, in the transaction in which it leaves: it can never differ from the ledger. */
export const tallyProjection: Project = {
  async run(posted, tx) {
    const lines = posted
      .filter(({ kind }) => kind === 'issue')
      .flatMap(({ owner, at, lines }) => lines.map(({ item, quantity }) => ({ owner, at, item, quantity })))
    if (lines.length === 0) return
    await tx.query(
      `insert into "sample".tally as t (item, owner, quantity, since, last_at)
       select item, owner, sum(quantity), min(at), max(at)
         from unnest($1::uuid[], $2::int[], $3::numeric[], $4::timestamptz[]) l (item, owner, quantity, at)
        group by item, owner order by item, owner
       on conflict (item, owner) do update
          set quantity = t.quantity + excluded.quantity, last_at = greatest(t.last_at, excluded.last_at)`,
      [
        lines.map(({ item }) => item),
        lines.map(({ owner }) => owner),
        lines.map(({ quantity }) => quantity),
        lines.map(({ at }) => at.toISOString()),
      ],
    )
  },
}
