import { type DraftMovement, definePlugin, type LedgerHooks } from '@stowage/sdk'
import t from 'tap'
import { type LedgerWorld, newKey, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

/** A plugin whose hooks do what the test says. */
function trial(ledger: LedgerHooks) {
  return definePlugin({
    name: 'trial',
    version: '0.1.0',
    requires: { plugins: { ledger: '^0.1.0' } },
    migrations: new URL('./hook-migrations/', import.meta.url),
    tables: { note: { rows: 'staff' } },
    errors: { 'trial.too_heavy': { status: 422, message: '{quantity} is too heavy to carry.' } },
    ledger,
  })
}

/** Five receipts, the third of them the odd one. */
function five(world: LedgerWorld, odd: object) {
  return [1, 2, 3, 4, 5].map((quantity) => ({
    kind: 'receipt',
    from: SUPPLIER,
    to: world.a,
    quantity,
    note: `n${quantity}`,
    ...(quantity === 3 ? odd : {}),
  }))
}

function statusesOf(answer: { body: { outcomes: { status: string }[] } }): string[] {
  return answer.body.outcomes.map(({ status }) => status)
}

const OTHERS_POSTED = (third: string) => ['posted', 'posted', third, 'posted', 'posted']

t.test('a guard loads once for a group, and refuses the one movement it means', async (t) => {
  const loads: number[] = []
  const world = await startLedgerWorld(t, [
    trial({
      guard: {
        async load(movements, read) {
          loads.push(movements.length)
          const [row] = await read.query<{ limit: number }>('select 100 as limit')
          return row!.limit
        },
        judge(movement, sides, limit: number) {
          t.equal(sides.length, movement.lines.length)
          const [line] = movement.lines
          if (line!.quantity <= limit) return undefined
          return { code: 'trial.too_heavy', facts: { quantity: line!.quantity } }
        },
      },
    }),
  ])
  const answer = await world.post(five(world, { quantity: 300 }))
  t.same(statusesOf(answer), OTHERS_POSTED('refused'))
  t.match(answer.body.outcomes[2], { code: 'trial.too_heavy', detail: '300 is too heavy to carry.' })
  t.same(loads, [5])
  t.equal(await world.onHand(world.a), 12)
})

t.test('a guard that throws, or breaks on its own query, fails only the guilty movement', async (t) => {
  const world = await startLedgerWorld(t, [
    trial({
      guard: {
        async load(movements, read) {
          if (movements.some(({ note }) => note === 'bad load')) await read.query('select 1 / 0')
        },
        judge(movement) {
          if (movement.note === 'bad judge') throw new TypeError('undefined is not a pallet')
          return undefined
        },
      },
    }),
  ])
  const thrown = await world.post(five(world, { note: 'bad judge' }))
  t.same(statusesOf(thrown), OTHERS_POSTED('failed'))
  t.match(thrown.body.outcomes[2], { code: 'ledger.hook_failed', facts: { plugin: 'trial' } })
  t.same(statusesOf(await world.post(five(world, { note: 'bad load' }))), OTHERS_POSTED('failed'))
  t.equal(await world.onHand(world.a), 24)
  const alone = await world.post([{ kind: 'receipt', from: SUPPLIER, to: world.a, note: 'bad judge' }])
  t.equal(alone.status, 500)
  t.equal(alone.body.code, 'ledger.hook_failed')
  t.equal((await world.verify()).ok, true)
})

t.test(
  'a projection that breaks a unique key takes only its own movement down, and nothing half-written stays',
  async (t) => {
    const world = await startLedgerWorld(t, [
      trial({
        project: {
          async run(posted, tx) {
            for (const { id, note } of posted) {
              await tx.query('insert into trial.note (movement, text) values ($1, $2)', [id, note])
            }
          },
        },
      }),
    ])
    await world.move({ kind: 'receipt', from: SUPPLIER, to: world.a, quantity: 100, note: 'taken' })
    const answer = await world.post(five(world, { note: 'taken' }))
    t.same(statusesOf(answer), OTHERS_POSTED('failed'))
    t.equal(await world.onHand(world.a), 112)
    t.equal((await world.query('select * from trial.note')).length, 5)

    const many = await Promise.all(
      Array.from({ length: 24 }, (_, n) =>
        world.post([{ kind: 'receipt', from: SUPPLIER, to: world.b, note: n === 7 ? 'taken' : `m${n}` }], {
          key: newKey(),
        }),
      ),
    )
    t.same(
      many.map(({ status }) => status).filter((status) => status !== 200),
      [500],
      'one of a gathered group fails',
    )
    t.equal(await world.onHand(world.b), 23)
    const all = await world.post(
      five(world, { note: 'taken' }).map((told) => ({ ...told, to: world.c })),
      { mode: 'all' },
    )
    t.equal(all.status, 500, 'all or nothing')
    t.equal(await world.onHand(world.c), 0)
    t.equal((await world.verify()).ok, true)
  },
)

t.test('no hook’s SQL touches the record, steps out of its role or ends the transaction', async (t) => {
  let sql = ''
  const world = await startLedgerWorld(t, [
    trial({
      project: {
        async run(_posted, tx) {
          if (sql !== '') await tx.query(sql)
        },
      },
    }),
  ])
  await world.move({ kind: 'receipt', from: SUPPLIER, to: world.a, quantity: 5 })
  for (const attempt of [
    'update ledger.balance set on_hand = 1000',
    'delete from ledger.line',
    `insert into ledger.bucket (item, location, owner, status)
     select item, location, owner, 2 from ledger.bucket`,
    `select ledger.write_group('guess', ${new Array(45).fill("'{}'").join(', ')}, false)`,
    "select ledger.lock_balances('guess', '{1}')",
    'select hash from core.writer_key',
    'select password_hash from access.account',
    'update items.item set step = 5',
    'reset role',
    'set role stowage_owner',
    "select set_config('role', 'stowage_owner', true)",
    'commit',
    'rollback',
    'begin',
    'do $$ begin update ledger.balance set on_hand = 1; end $$',
    'with gone as (delete from ledger.line returning 1) select * from gone',
    'select 1; commit',
    'create table trial.own (id int)',
  ]) {
    sql = attempt
    const { status, body } = await world.post([{ kind: 'receipt', from: SUPPLIER, to: world.a, quantity: 1 }])
    t.equal(status, 500, attempt)
    t.equal(body.code, 'ledger.hook_failed', attempt)
  }
  sql = ''
  t.equal(await world.onHand(world.a), 5)
  t.equal((await world.verify()).ok, true)
})

t.test('an enricher adds what it declared, and its lines are judged with the rest', async (t) => {
  const isHeavy = ({ note }: DraftMovement) => note === 'with pallet'
  let pallet = ''
  const world = await startLedgerWorld(t, [
    trial({
      lock: (movements) => movements.map(({ kind }) => `trial.kind:${kind}`),
      enrich: {
        adds: 'lines',
        async run(movements) {
          return movements.map((movement) =>
            isHeavy(movement) ? { lines: [{ ...movement.lines[0]!, item: pallet, quantity: 1 }] } : undefined,
          )
        },
      },
    }),
  ])
  pallet = world.flour
  const id = await world.move({
    kind: 'receipt',
    from: SUPPLIER,
    to: world.a,
    quantity: 40,
    note: 'with pallet',
  })
  t.match((await world.get(`/ledger/movements/${id}`)).lines, [
    { item: { sku: 'APPLE' }, quantity: 40 },
    { item: { sku: 'FLOUR' }, quantity: 1 },
  ])
  await world.move({ from: world.a, to: world.b, quantity: 40, note: 'with pallet' })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: world.a, quantity: 40 })
  const short = await world.post([{ from: world.a, to: world.b, quantity: 40, note: 'with pallet' }])
  t.match(short.body.outcomes, [{ code: 'ledger.insufficient_stock', facts: { sku: 'FLOUR' } }])
  pallet = newKey()
  const broken = await world.post([{ from: world.b, to: world.a, quantity: 1, note: 'with pallet' }])
  t.match(broken.body, { code: 'ledger.hook_failed', facts: { plugin: 'trial' } })
  t.same(await world.query('select key from ledger.latch order by key'), [
    { key: 'trial.kind:receipt' },
    { key: 'trial.kind:transfer' },
  ])
  t.equal((await world.verify()).ok, true)
})
