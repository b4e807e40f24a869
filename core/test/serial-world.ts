import type { Test } from 'tap'
import { buildApp } from '../src/app.ts'
import type { Answer, Caller } from '../src/testing/start-platform.ts'
import { type LedgerWorld, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

/** The ledger's world with an item whose every piece has a number, and one that is numbered at dispatch. */
export interface SerialWorld extends LedgerWorld {
  readonly drill: string
  readonly phone: string
  /** A line of drills by their numbers. */
  line(serials: readonly string[], from: string, to: string): object
  receive(serials: readonly string[], to: string): Promise<string>
  send(serials: readonly string[], from: string, to: string): Promise<string>
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
  reverse(movement: string): Promise<Answer<any>>
  /** The code of the place of each piece, null for one that is in none. */
  whereAll(): Promise<Record<string, string | null>>
  /** A second node on the same database. */
  anotherNode(): Promise<Caller>
  /** A client whose key sees his own stock alone. */
  client(): Promise<{ readonly key: Caller; readonly owner: string }>
}

/** Builds it over HTTP, as a user would. */
export async function startSerialWorld(t: Test): Promise<SerialWorld> {
  const world = await startLedgerWorld(t)
  const { administrator } = world
  const create = async (url: string, payload: object) => {
    const { status, body, text } = await administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })
    if (status !== 201) throw new Error(`${url}: ${status} ${text}`)
    return body
  }
  const item = (sku: string, serials: string) =>
    create('/items', { sku, name: sku.toLowerCase(), baseUnit: 'each', serials })
  const drill: string = (await item('DRILL', 'always')).id
  const phone: string = (await item('PHONE', 'dispatch')).id
  const line = (serials: readonly string[], from: string, to: string) => ({
    item: drill,
    quantity: Math.max(serials.length, 1),
    from: { location: from },
    to: { location: to },
    ...(serials.length === 0 ? {} : { serials }),
  })
  return {
    ...world,
    drill,
    phone,
    line,
    receive: (serials, to) => world.move({ kind: 'receipt', lines: [line(serials, SUPPLIER, to)] }),
    send: (serials, from, to) => world.move({ kind: 'transfer', lines: [line(serials, from, to)] }),
    reverse: (movement) =>
      administrator.send({
        method: 'POST',
        url: `/api/v1/ledger/movements/${movement}/reversal`,
        payload: {},
      }),
    async whereAll() {
      const { data } = await world.get('/ledger/serials?limit=200')
      type Row = { number: string; location: { code: string } | null }
      return Object.fromEntries(data.map(({ number, location }: Row) => [number, location?.code ?? null]))
    },
    async anotherNode() {
      const app = await buildApp({ database: world.database, plugins: [] })
      t.teardown(() => app.close())
      return {
        async send(request) {
          const headers = {
            cookie: administrator.cookie,
            'sec-fetch-site': 'same-origin',
            ...request.headers,
          }
          const answer = await app.inject({ ...request, headers })
          const isJson = answer.headers['content-type']?.includes('json') === true
          return {
            status: answer.statusCode,
            headers: answer.headers,
            body: (isJson ? answer.json() : undefined) as never,
            text: answer.body,
          }
        },
      }
    },
    async client() {
      const { id } = await create('/access/owners', { kind: 'client', name: 'Client Ltd' })
      const permissions = ['ledger.balance.read', 'ledger.movement.read', 'ledger.movement.post']
      const { token } = await create('/access/api-keys', { name: 'Client', permissions, owners: [id] })
      return { key: world.withKey(token), owner: id }
    },
  }
}
