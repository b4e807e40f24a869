import { setTimeout as pause } from 'node:timers/promises'
import {
  definePlugin,
  type EventEmitter,
  type PluginDeclaration,
  type Subscription,
  type TxContext,
} from '@stowage/sdk'
import pg from 'pg'
import t from 'tap'
import { Type } from 'typebox'
import { systemActor } from '../../core/src/access/system-actor.ts'
import { orderPlugins } from '../../core/src/app.ts'
import { eventsOf } from '../../core/src/host/events/event-registry.ts'
import { sequenceEvents } from '../../core/src/host/events/relay.ts'
import { sweepEvents } from '../../core/src/host/events/sweep-events.ts'
import { payloadCheck } from '../../core/src/host/payload-check.ts'
import { MovementPosted } from '../../core/src/ledger/events/movement-posted.ts'
import { sequence } from '../../core/src/ledger/sequence/sequencer.ts'
import { startPlatform, type TestPlatform } from '../../core/src/testing/start-platform.ts'
import { SUPPLIER, startLedgerWorld } from '../../core/test/ledger-world.ts'

const WRAPPED = 'trial.pallet.wrapped@1'
const Wrapped = Type.Object({ n: Type.Integer() }, { additionalProperties: false })

declare module '@stowage/sdk' {
  interface Services {
    trialEvents: EventEmitter
  }
}

/** Tells of wrapped pallets. */
function trial(more: Partial<PluginDeclaration> = {}): PluginDeclaration {
  return definePlugin({
    name: 'trial',
    version: '0.1.0',
    requires: { plugins: { ledger: '^0.1.0' } },
    events: { [WRAPPED]: Wrapped },
    services: ({ events }) => ({ trialEvents: events }),
    ...more,
  })
}

/** Writes down what comes. */
function watcher(on: Readonly<Record<string, Partial<Subscription>>>): PluginDeclaration {
  const subscriptions = Object.entries(on).map(([event, more]) => {
    const subscription: Subscription = {
      from: 'beginning',
      async run(events, { trx }) {
        const rows = events.map(({ position, payload }) => ({ subscriber: event, position, payload }))
        await trx('watcher.seen').insert(rows as object[])
      },
      ...more,
    }
    return [event, subscription]
  })
  return definePlugin({
    name: 'watcher',
    version: '0.1.0',
    requires: { optional: { trial: '^0.1.0' } },
    migrations: new URL('./watcher-migrations/', import.meta.url),
    tables: { seen: { rows: 'staff' } },
    on: Object.fromEntries(subscriptions),
  })
}

async function tell(platform: TestPlatform, numbers: readonly number[]): Promise<void> {
  await platform.database.transaction(systemActor, (trx) =>
    platform.services.trialEvents.emitAll(
      trx,
      WRAPPED,
      numbers.map((n) => ({ payload: { n }, owner: 0 })),
    ),
  )
}

/** Waits until something is so; a minute at most. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await isSo()); await pause(20)) {
    if (Date.now() > end) throw new Error(`it took too long until ${what}`)
  }
}

async function seenBy(platform: TestPlatform, event = WRAPPED): Promise<number[]> {
  const rows = await platform.query<{ n: number }>(
    "select (payload ->> 'n')::int as n from watcher.seen where subscriber = $1 order by position",
    [event],
  )
  return rows.map(({ n }) => n)
}

async function untilSeen(platform: TestPlatform, count: number): Promise<number[]> {
  await until(`${count} events have come`, async () => (await seenBy(platform)).length >= count)
  return seenBy(platform)
}

interface Cursor {
  id: string
  subscriber: string
  event: string
  state: string
  position: number
  lag: number
  tries: number
  lastError: string | null
}

async function cursors({ administrator }: TestPlatform): Promise<Cursor[]> {
  return (await administrator.send({ url: '/api/v1/host/cursors' })).body.data
}

function answerTo({ administrator }: TestPlatform, id: string, action: string, payload?: object) {
  const url = `/api/v1/host/cursors/${id}/${action}`
  return administrator.send({ method: 'POST', url, ...(payload && { payload }) })
}

t.test('what was told is delivered in order, and what was rolled back never was', async (t) => {
  const platform = await startPlatform(t, { plugins: [trial(), watcher({ [WRAPPED]: {} })] })
  await platform.startBackground()
  await tell(platform, [1, 2, 3])
  await t.rejects(
    platform.database.transaction(systemActor, async (trx) => {
      await platform.services.trialEvents.emit(trx, WRAPPED, { n: 99 }, { owner: 0 })
      throw new Error('it fell over')
    }),
  )
  await tell(platform, [4])
  t.same(await untilSeen(platform, 4), [1, 2, 3, 4])
  const [cursor] = await cursors(platform)
  t.match(cursor, { subscriber: 'watcher', event: WRAPPED, state: 'running', lag: 0, position: 4 })
  t.equal((await platform.stranger.send({ url: '/api/v1/host/cursors' })).status, 401)
})

t.test('many tellers at once and two relays: nothing is passed over, nothing comes twice', async (t) => {
  const platform = await startPlatform(t, { plugins: [trial(), watcher({ [WRAPPED]: { batch: 7 } })] })
  await platform.startBackground()
  await platform.startBackground()
  const tellers = Array.from({ length: 8 }, async (_, teller) => {
    for (let i = 0; i < 25; i += 1) await tell(platform, [teller * 1000 + i, teller * 1000 + 500 + i])
  })
  await Promise.all(tellers)
  const seen = await untilSeen(platform, 400)
  t.equal(seen.length, 400)
  t.equal(new Set(seen).size, 400)
  const own = seen.filter((n) => n < 500)
  t.same(
    own,
    own.toSorted((a, b) => a - b),
    'what one teller told stays in its order',
  )
  const [order] = await platform.query(
    'select count(*)::int as count, max(position)::int as last from host.outbox_position',
  )
  t.same(order, { count: 400, last: 400 }, 'the order is dense')
})

t.test('a long open transaction holds the order back, and nothing of it is lost', async (t) => {
  const platform = await startPlatform(t, { plugins: [trial(), watcher({ [WRAPPED]: {} })] })
  await platform.startBackground()
  const slow = new pg.Client({ connectionString: platform.adminUrl })
  await slow.connect()
  await slow.query('begin')
  await slow.query(`select host.emit_events('{${WRAPPED}}', '{0}', array['{"n": 1}'::jsonb])`)
  await tell(platform, [2, 3])
  await pause(500)
  t.same(await seenBy(platform), [], 'the quick ones wait for the slow one')
  await slow.query('commit')
  await slow.end()
  t.same(await untilSeen(platform, 3), [1, 2, 3])
})

t.test('a handler that throws stands still in sight, delays nobody, and goes on when it can', async (t) => {
  let isBroken = true
  const broken: Subscription = {
    from: 'beginning',
    async run(_events, { trx }) {
      await trx.raw("insert into watcher.seen values ('half', 1, '{}')")
      if (isBroken) throw new Error('the label printer is out of paper')
    },
  }
  const platform = await startPlatform(t, {
    plugins: [trial({ on: { [WRAPPED]: broken } }), watcher({ [WRAPPED]: {} })],
  })
  await platform.startBackground()
  await tell(platform, [1])
  t.same(await untilSeen(platform, 1), [1])
  const failing = async () => (await cursors(platform)).find(({ subscriber }) => subscriber === 'trial')!
  await until('it failed', async () => (await failing()).tries > 0)
  const cursor = await failing()
  t.match(cursor, { state: 'failing', position: 0, lag: 1, lastError: 'the label printer is out of paper' })
  t.same(
    await platform.query("select from watcher.seen where subscriber = 'half'"),
    [],
    'its work is taken back',
  )
  isBroken = false
  t.equal((await answerTo(platform, cursor.id, 'retry')).status, 204)
  await until('it goes on', async () => (await failing()).position === 1)
  t.match(await failing(), { state: 'running', tries: 0, lastError: null, lag: 0 })
})

t.test('a handler that hangs is let go of after its time, and delays nobody', async (t) => {
  let hung = 0
  const hanging: Subscription = {
    from: 'beginning',
    timeLimitSeconds: 1,
    run(_events, { signal }) {
      hung += 1
      return new Promise((resolve) => signal.addEventListener('abort', () => setTimeout(resolve, 5_000)))
    },
  }
  const platform = await startPlatform(t, {
    plugins: [trial({ on: { [WRAPPED]: hanging } }), watcher({ [WRAPPED]: {} })],
  })
  await platform.startBackground()
  await tell(platform, [1])
  await until('it hangs', async () => hung > 0)
  await tell(platform, [2, 3])
  t.same(await untilSeen(platform, 3), [1, 2, 3], 'others go on, and the order of events, too')
  const of = async () => (await cursors(platform)).find(({ subscriber }) => subscriber === 'trial')!
  await until('it was let go of', async () => (await of()).tries > 0)
  t.match(await of(), { lastError: 'it took longer than its 1 s', position: 0 })
  t.equal(
    (await answerTo(platform, (await of()).id, 'skip', { reason: 'It is too much for it', events: 2 }))
      .status,
    204,
  )
  t.match(await of(), { position: 2, lag: 1, tries: 0 })
  const audit = await platform.administrator.send({ url: '/api/v1/access/audit?entity=host.cursor' })
  t.match(audit.body.data[0], { action: 'skip', after: { position: 2, reason: 'It is too much for it' } })
})

t.test('a plugin that was off asks whether it catches up or skips, and its cursor stood still', async (t) => {
  const platform = await startPlatform(t, { plugins: [trial(), watcher({ [WRAPPED]: {} })] })
  const first = await platform.startBackground()
  await tell(platform, [1])
  await untilSeen(platform, 1)
  await first.stop()
  const without = await platform.startBackground([trial()])
  await tell(platform, [2, 3])
  await until('they have their place', async () => (await cursors(platform))[0]!.lag === 2)
  t.match((await cursors(platform))[0], { state: 'away', position: 1 })
  await without.stop()
  await platform.startBackground()
  const [asking] = await cursors(platform)
  t.match(asking, { state: 'asking', position: 1 })
  await tell(platform, [4])
  t.equal((await answerTo(platform, asking!.id, 'catch-up')).status, 204)
  t.same(await untilSeen(platform, 4), [1, 2, 3, 4])
  t.match((await answerTo(platform, asking!.id, 'catch-up')).body, { code: 'host.cursor_not_asking' })
  const nobody = await answerTo(platform, '00000000-0000-7000-8000-000000000999', 'retry')
  t.match(nobody.body, { status: 404, code: 'host.cursor_unknown' })
})

t.test('a subscriber gets what comes after it was enabled, or all there is, as it says', async (t) => {
  const fromNow: Subscription = {
    from: 'enabled',
    run: async (events) => void late.push(...events),
  }
  const late: unknown[] = []
  const platform = await startPlatform(t, { plugins: [trial(), watcher({ [WRAPPED]: {} })] })
  const first = await platform.startBackground()
  await tell(platform, [1, 2])
  await untilSeen(platform, 2)
  await first.stop()
  await platform.startBackground([trial({ on: { [WRAPPED]: fromNow } }), watcher({ [WRAPPED]: {} })])
  await tell(platform, [3])
  await untilSeen(platform, 3)
  await until('the late one got it', async () => late.length > 0)
  t.match(late, [{ name: WRAPPED, position: 3, owner: 0, payload: { n: 3 } }])
})

t.test('movements come from the record itself, with all that they did', async (t) => {
  const event = 'ledger.movement.posted@1'
  const world = await startLedgerWorld(t, [watcher({ [event]: { batch: 3 } })])
  await world.startBackground()
  const ids = []
  for (let quantity = 1; quantity <= 8; quantity += 1) {
    ids.push(
      await world.move({ kind: 'receipt', from: SUPPLIER, to: world.a, quantity, note: `n${quantity}` }),
    )
  }
  await until('they have their place', async () => {
    await sequence(world.database)
    return (await world.query('select from ledger.position')).length === 8
  })
  const read = () =>
    world.query<{ payload: Record<string, unknown> }>('select payload from watcher.seen order by position')
  await until('they have come', async () => (await read()).length === 8)
  const payloads = (await read()).map(({ payload }) => payload)
  t.same(
    payloads.map(({ id }) => id),
    ids,
  )
  t.match(payloads[7], {
    kind: 'receipt',
    note: 'n8',
    source: null,
    lines: [
      {
        n: 1,
        item: world.apple,
        quantity: 8,
        from: { location: SUPPLIER, after: null },
        to: { location: world.a, status: 'unrestricted', lot: null, after: 36 },
      },
    ],
  })
  for (const payload of payloads) t.equal(payloadCheck(MovementPosted)(payload), undefined)
  t.same(await world.query('select from host.outbox'), [], 'nothing is written twice')
})

t.test('a projection tells in the posting itself; what does not fit fails its movement alone', async (t) => {
  const project = {
    run: async (posted: readonly { note: string | null }[], tx: TxContext) =>
      tx.emitAll(
        WRAPPED,
        posted.map(({ note }) => ({ payload: { n: Number(note) }, owner: 1 })),
      ),
  }
  const world = await startLedgerWorld(t, [trial({ ledger: { project } }), watcher({ [WRAPPED]: {} })])
  await world.startBackground()
  const told = (note: string) => ({ kind: 'receipt', from: SUPPLIER, to: world.a, note })
  await world.post([told('1'), told('2'), told('no number'), told('3')])
  t.same((await untilSeen(world, 3)).toSorted(), [1, 2, 3])
  t.equal(await world.onHand(world.a), 3)
})

t.test('events that all have behind them are swept after thirty days, and no others', async (t) => {
  const platform = await startPlatform(t, { plugins: [trial(), watcher({ [WRAPPED]: {} })] })
  const background = await platform.startBackground()
  await tell(platform, [1, 2, 3])
  await untilSeen(platform, 3)
  await background.stop()
  await tell(platform, [4])
  await until('it has its place', async () => {
    await sequenceEvents(platform.database)
    return (await platform.query('select from host.outbox_position')).length === 4
  })
  t.equal(await sweepEvents(platform.database), 0, 'they are young')
  await platform.query("update host.outbox set at = at - interval '31 days'")
  t.equal(await sweepEvents(platform.database), 3)
  t.same(await platform.query('select payload from host.outbox'), [{ payload: { n: 4 } }], 'it still waits')
  await platform.startBackground()
  t.same(await untilSeen(platform, 4), [1, 2, 3, 4])
})

t.test('a payload is held against its schema, and only its own plugin tells an event', async (t) => {
  const platform = await startPlatform(t, { plugins: [trial()] })
  const emit = (name: string, payload: Record<string, unknown>) =>
    platform.database.transaction(systemActor, (trx) =>
      platform.services.trialEvents.emit(trx, name, payload, { owner: 0 }),
    )
  await t.rejects(emit(WRAPPED, { n: 'one' }), { code: 'host.event_payload' })
  await t.rejects(emit(WRAPPED, { n: 1, weight: 2 }), { code: 'host.event_payload' })
  await t.rejects(emit('ledger.movement.posted@1', {}), { code: 'host.event_not_declared' })
  await t.rejects(emit('trial.pallet.lost@1', {}), { code: 'host.event_not_declared' })
  t.same(await platform.query('select from host.outbox'), [])
})

t.test('faulty declarations of events stop the boot with a word on each', async (t) => {
  const boot = (plugins: PluginDeclaration[]) => () => orderPlugins({ plugins })
  const run = async () => {}
  const faults: [string, PluginDeclaration[]][] = [
    ['host.event_name', [trial({ events: { 'trial.wrapped': Wrapped } })]],
    ['host.event_name', [trial({ events: { 'watcher.pallet.wrapped@1': Wrapped } })]],
    ['host.event_schema', [trial({ events: { [WRAPPED]: Type.Object({ n: Type.Integer() }) } })]],
    ['host.event_unknown', [trial({ on: { 'items.item.eaten@1': { from: 'enabled', run } } })]],
    ['host.event_unknown', [trial({ on: { 'nobody.item.eaten@1': { from: 'enabled', run } } })]],
    ['host.declaration_invalid', [trial({ on: { [WRAPPED]: { from: 'now', run } as never } })]],
    ['host.declaration_invalid', [trial({ on: { [WRAPPED]: { from: 'enabled', batch: 501, run } } })]],
    ['host.not_a_function', [trial({ on: { [WRAPPED]: { from: 'enabled', run: 'run' } as never } })]],
  ]
  for (const [code, plugins] of faults) t.throws(boot(plugins), { code })
  const alone = orderPlugins({ plugins: [watcher({ [WRAPPED]: {} })] })
  t.match(
    eventsOf(alone).idle,
    [{ plugin: 'watcher', event: WRAPPED }],
    'without its optional plugin it is idle',
  )
  t.same(eventsOf(alone).subscribers, [])
})
