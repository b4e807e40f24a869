import { setTimeout as pause } from 'node:timers/promises'
import {
  SUPPLIER,
  startNode,
  type TenBolts,
  type TestNode,
  type TestScope,
  tenBolts,
} from '@stowage/sdk/testing'
import webhooks from '../index.ts'
import type { Target } from './target.ts'

const patienceMs = 30_000

/** A running node with webhooks on, ten bolts, and this machine allowed as a target. */
export interface World extends TenBolts {
  readonly node: TestNode
  /** Sets the plugin up otherwise than in a hurry. */
  settings(more: object): Promise<void>
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
  get(path: string): Promise<any>
  /** An endpoint that is told of movements alone, unless said. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  endpoint(target: Pick<Target, 'url'>, more?: object): Promise<any>
  /** Another item. @returns its id */
  addItem(sku: string): Promise<string>
  /** Some of it come in. */
  bring(item: string, quantity: number): Promise<void>
  /** Waits until something holds. */
  until(holds: () => Promise<boolean>): Promise<void>
}

/** How soon failures are tried again in tests, and how long a target may think. */
const hurry = { firstPauseSeconds: 1, longestPauseSeconds: 1, timeLimitSeconds: 2 }

/** Starts it; the tests of a file share one. */
export async function startWorld(t: TestScope): Promise<World> {
  const node = await startNode(t, [webhooks])
  await node.enable('webhooks')
  const scene = await tenBolts({ administrator: node })
  const { create, bin, move } = scene
  await create('/host/allowed-targets', { host: '127.0.0.1', plainHttp: true, note: 'The tests' })
  await say(node, hurry)
  return {
    ...scene,
    node,
    settings: (more) => say(node, { ...hurry, ...more }),
    get: async (path) => {
      const { status, body, text } = await node.send({ url: `/api/v1${path}` })
      if (status !== 200) throw new Error(`GET ${path}: ${status} ${text}`)
      return body
    },
    endpoint: (target, more = {}) =>
      create('/webhooks/endpoints', {
        name: 'Shop',
        url: target.url,
        events: ['ledger.movement.posted@1'],
        ...more,
      }),
    addItem: async (sku) => (await create('/items', { sku, name: sku, baseUnit: 'each' })).id,
    bring: async (item, quantity) => {
      const { status, text } = await move({ kind: 'receipt', quantity, item, from: SUPPLIER, to: bin })
      if (status !== 200) throw new Error(text)
    },
    async until(holds) {
      for (const end = Date.now() + patienceMs; Date.now() < end; await pause(50)) if (await holds()) return
      throw new Error(`it did not come true: ${holds}`)
    },
  }
}

async function say(node: TestNode, values: object): Promise<void> {
  const url = '/api/v1/host/settings/webhooks'
  const { values: said } = (await node.send({ url })).body
  const version = said.find(({ scope }: { scope: string }) => scope === 'organisation')?.version ?? 0
  const { status, text } = await node.send({
    method: 'PUT',
    url: `${url}/values`,
    payload: { scope: 'organisation', values },
    headers: { 'if-match': `"${version}"` },
  })
  if (status >= 300) throw new Error(`the settings were not taken: ${status} ${text}`)
}
