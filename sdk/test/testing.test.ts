import { definePlugin, type PlatformEvent, type PostedMovement, type TxContext } from '@stowage/sdk'
import { examine, type Finding, startNode, startPlatform, tenBolts } from '@stowage/sdk/testing'
import type { FastifyPluginAsync } from 'fastify'
import t from 'tap'
import { Type } from 'typebox'

const READ = 'careless.box.read'
const WEIGHED = 'careless.box.weighed@1'

const careless = definePlugin({
  name: 'careless',
  version: '0.1.0',
  requires: { plugins: { ledger: '^0.1.0' } },
  migrations: new URL('./careless-migrations/', import.meta.url),
  tables: { box: { rows: { owner: 'owner' }, write: 'hooks' } },
  permissions: { [READ]: 'See boxes' },
  errors: { 'careless.no': { status: 422, message: 'no way {' } },
  events: { [WEIGHED]: Type.Object({ quantity: Type.Number() }, { additionalProperties: false }) },
  jobs: {
    'careless.fall_over': {
      title: 'Fall over',
      maxAttempts: 1,
      run: () => Promise.reject(new Error('the scale is gone')),
    },
  },
  ledger: { project: { run: weighEach } },
  invariants: [
    {
      id: 'careless.boxes_are_light',
      sentence: 'No box is heavy.',
      offendingRows: 'select id from careless.box',
    },
  ],
})

/** Asks once for each line, and not once for all. */
async function weighEach(posted: readonly PostedMovement[], tx: TxContext): Promise<void> {
  for (const { owner, lines } of posted) {
    for (const { quantity } of lines) {
      await tx.query('insert into careless.box (owner, weight) values ($1, $2)', [owner, quantity])
      await tx.emit(WEIGHED, { quantity }, { owner })
    }
  }
}

const faultsOf = (findings: readonly Finding[]) => findings.flatMap(({ faults }) => faults)

t.test('an examination finds each rule that is broken, and says what breaks it', async (t) => {
  const faults = faultsOf(await examine(t, careless))
  for (const fault of [
    /"careless"\."box" shows rows of foreign owners/,
    /careless\.no has a brace that holds no fact/,
    /ledger\.project asks 150 times for 150 movements, and 3 for 3/,
    /No box is heavy\. Not so: \{"id":/,
  ]) {
    t.ok(
      faults.some((found) => fault.test(found)),
      `${fault} among:\n${faults.join('\n')}`,
    )
  }
})

t.test('a plugin that does not start is a finding in the platform’s own words', async (t) => {
  const openDoor: FastifyPluginAsync = async (app) => {
    app.get('/', async () => ({}))
  }
  const faulty = { ...careless, routes: () => openDoor }
  t.match(faultsOf(await examine(t, faulty)), [/has to state who may call it/])
})

t.test('what a plugin loses when it is switched off is found', async (t) => {
  const forgetful = definePlugin({
    ...careless,
    invariants: [],
    lifecycle: {
      async release({ trx }) {
        await trx('careless.box').delete()
      },
    },
  })
  t.match(faultsOf(await examine(t, forgetful)).at(-1), /^box had 1 rows, and has 0/)
})

t.test('events and jobs come to their end when a test asks, and a job that fails says why', async (t) => {
  const heard: number[] = []
  const listener = definePlugin({
    name: 'listener',
    version: '0.1.0',
    requires: { plugins: { careless: '^0.1.0' } },
    on: {
      [WEIGHED]: {
        from: 'enabled',
        async run(events: readonly PlatformEvent<{ quantity: number }>[]) {
          heard.push(...events.map(({ payload }) => payload.quantity))
        },
      },
    },
  })
  const platform = await startPlatform(t, { plugins: [careless, listener] })
  const { issue } = await tenBolts(platform)
  await issue(3)
  await platform.settle()
  t.same(heard, [10, 3])
  await t.rejects(platform.runJob('careless.fall_over'), /careless\.fall_over failed: the scale is gone/)
})

t.test('a plugin comes and goes on a server, and what stands in the way is told', async (t) => {
  const node = await startNode(t, [careless])
  t.equal((await node.send({ url: '/api/v1/host/plugins/careless/preview' })).status, 200)
  await node.enable('careless')
  await t.rejects(node.enable('careless'), /already/)
  await node.disable('careless')
})
