import { setTimeout as pause } from 'node:timers/promises'
import { definePlugin, EVERY_EVENT, type EventEmitter, type EventHistory } from '@stowage/sdk'
import { startNode, tenBolts } from '@stowage/sdk/testing'
import t from 'tap'
import { Type } from 'typebox'
import { systemActor } from '../../core/src/access/system-actor.ts'
import { startPlatform } from '../../core/src/testing/start-platform.ts'

declare module '@stowage/sdk' {
  interface Services {
    readonly packer: { readonly events: EventEmitter; readonly history: EventHistory }
  }
}

const WRAPPED = 'packer.pallet.wrapped@1'
const OPENED = 'packer.pallet.opened@1'
const Pallet = Type.Object({ n: Type.Integer() }, { additionalProperties: false })
const packer = definePlugin({
  name: 'packer',
  version: '0.1.0',
  events: { [WRAPPED]: Pallet, [OPENED]: Pallet },
  services: ({ events, history }) => ({ packer: { events, history } }),
})

/** Waits until something holds. */
async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await pause(20)) if (holds()) return
  throw new Error(`it did not come true: ${holds}`)
}

t.test('whoever takes part in every event has all that plugins tell, in one order', async (t) => {
  const seen: string[] = []
  const listener = definePlugin({
    name: 'listener',
    version: '0.1.0',
    on: {
      [EVERY_EVENT]: {
        from: 'beginning',
        run: async (events) => void seen.push(...events.map(({ name, position }) => `${position} ${name}`)),
      },
    },
  })
  const platform = await startPlatform(t, { plugins: [packer, listener] })
  await platform.startBackground()
  await tenBolts(platform)
  const { events, history } = platform.services.packer
  const names = [WRAPPED, OPENED, WRAPPED]
  for (const [n, name] of names.entries()) {
    await platform.database.transaction(systemActor, (trx) => events.emit(trx, name, { n }, { owner: 0 }))
  }
  await until(() => seen.length === 3)
  const told = names.map((name, n) => `${n + 1} ${name}`)
  t.same(seen, told, 'movements have an order of their own')
  const { data } = (await platform.administrator.send({ url: '/api/v1/host/cursors' })).body
  t.match(data, [{ subscriber: 'listener', event: '*', position: 3, lag: 0 }])

  const read = await history.read({ order: 'outbox', after: 1, most: 10 })
  const former = read.events.map(({ name, position }) => `${position} ${name}`)
  t.same(former, told.slice(1), 'whoever asks gets it again, from any position')
  t.equal(await history.head('outbox'), 3)
  t.match(
    history.known().find(({ name }) => name === WRAPPED),
    { plugin: 'packer', order: 'outbox' },
  )
})

t.test(
  'a worker goes on while its plugin is on, begins again when it throws, and ends with it',
  async (t) => {
    const story: string[] = []
    const worker = definePlugin({
      name: 'digger',
      version: '0.1.0',
      workers: {
        'digger.dig': {
          async run({ signal, actor, transaction }) {
            const { rows } = await transaction((trx) => trx.raw('select 1 as one'))
            story.push(`${actor.name} ${rows[0].one}`)
            if (story.length === 1) throw new Error('the shovel broke')
            await pause(600_000, undefined, { signal }).catch(() => {})
            story.push('over')
          },
        },
      },
    })
    const node = await startNode(t, [worker])
    await node.enable('digger')
    await until(() => story.length === 2)
    t.same(story, ['digger 1', 'digger 1'])
    await node.disable('digger')
    await until(() => story.length === 3)
    t.equal(story[2], 'over')
  },
)
