import { definePlugin } from '@stowage/sdk'

/**
 * A plugin with one guard that loads and judges, and one projection that writes: what a real one costs at
 * least.
 */
export const hookPlugin = definePlugin({
  name: 'bench',
  version: '0.1.0',
  migrations: new URL('./hook-migrations/', import.meta.url),
  tables: { moved: { rows: 'house', write: 'hooks' }, closed: { rows: 'house', write: 'hooks' } },
  errors: { 'bench.closed': { status: 422, message: 'The item {item} is closed.' } },
  ledger: {
    guard: {
      async load(movements, read) {
        const items = [...new Set(movements.flatMap(({ lines }) => lines.map(({ item }) => item)))]
        const rows = await read.query<{ item: string }>(
          'select item from bench.closed where item = any ($1::uuid[])',
          [items],
        )
        return new Set(rows.map(({ item }) => item))
      },
      judge(movement, _sides, closed: ReadonlySet<string>) {
        const line = movement.lines.find(({ item }) => closed.has(item))
        return line && { code: 'bench.closed', facts: { item: line.item } }
      },
    },
    project: {
      async run(posted, tx) {
        const lines = posted.flatMap(({ id, lines }) =>
          lines.map(({ item, quantity }) => ({ id, item, quantity })),
        )
        await tx.query(
          `insert into bench.moved (movement, item, quantity)
           select * from unnest($1::uuid[], $2::uuid[], $3::numeric[])`,
          [lines.map(({ id }) => id), lines.map(({ item }) => item), lines.map(({ quantity }) => quantity)],
        )
      },
    },
  },
})
