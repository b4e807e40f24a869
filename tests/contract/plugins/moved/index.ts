import { type BackfillContext, definePlugin, type Guard, type PostedMovement } from '@stowage/sdk'
import { Type } from 'typebox'

/** Stands within the posting for a while, where its note says so. */
const linger: Guard = {
  async load(movements, read) {
    if (movements.some(({ note }) => note === 'linger')) await read.query('select pg_sleep(2)')
  },
  judge: () => undefined,
}

const asItHappens = (posted: readonly PostedMovement[], tx: BackfillContext) => writeDown(posted, tx, false)
const afterwards = (posted: readonly PostedMovement[], tx: BackfillContext) => writeDown(posted, tx, true)

/** Writes down every line that is posted: what a test counts the holes of. */
export default definePlugin({
  name: 'moved',
  version: '0.1.0',
  title: 'Moved quantities',
  requires: { plugins: { ledger: '^0.1.0' }, optional: { palette: '^0.1.0' } },
  migrations: new URL('./migrations/', import.meta.url),
  tables: { moved: { rows: 'house', write: 'hooks' } },
  permissions: { 'moved.line.read': 'See what was moved' },
  routes: () => async (app) => {
    app.get(
      '/',
      {
        config: { permission: 'moved.line.read' },
        schema: {
          summary: 'How many lines were written down',
          response: { 200: Type.Object({ lines: Type.Integer() }) },
        },
      },
      async (request) => {
        const [row] = await request.transaction((trx) => trx('moved.moved').count({ lines: '*' }))
        return { lines: Number(row!.lines) }
      },
    )
  },
  ledger: { guard: linger, project: { run: asItHappens, backfill: afterwards } },
})

async function writeDown(
  posted: readonly PostedMovement[],
  tx: BackfillContext,
  isBackfilled: boolean,
): Promise<void> {
  const rows = posted.flatMap(({ id, lines }) => lines.map(({ quantity }, n) => ({ id, n, quantity })))
  await tx.query(
    `insert into moved.moved (movement, n, quantity, is_backfilled)
     select *, $4 from unnest($1::uuid[], $2::int[], $3::numeric[]) on conflict do nothing`,
    [rows.map(({ id }) => id), rows.map(({ n }) => n), rows.map(({ quantity }) => quantity), isBackfilled],
  )
}
