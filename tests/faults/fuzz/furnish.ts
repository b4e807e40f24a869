import type { NodeHere } from '../../../core/src/testing/start-node.ts'
import { CUSTOMER, SUPPLIER } from '../../../core/test/ledger-world.ts'

const HOUSE = '00000000-0000-7000-8000-000000000001'

interface Furnished {
  /** The client who asks, and one whose rows he may not see. */
  readonly own: string
  readonly other: string
  readonly foreignIds: readonly string[]
}

type Create = (path: string, body: object, method?: string) => Promise<string>

/** One of each thing there is: of the house, of a client, and of one whose every text has a secret word. */
export async function furnish({ send }: Pick<NodeHere, 'send'>, secret: string): Promise<Furnished> {
  const made: string[] = []
  const create: Create = async (path, body, method = 'POST') => {
    const answer = await send(method, `/api/v1${path}`, body)
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    const { id, outcomes } = answer.body
    if (outcomes !== undefined && outcomes[0].status !== 'posted') throw new Error(JSON.stringify(outcomes))
    made.push(id ?? outcomes[0].id)
    return made.at(-1)!
  }
  const site = await create('/locations/sites', {
    company: HOUSE,
    code: 'S1',
    name: 'Main',
    timeZone: 'Europe/Paris',
  })
  const a = await create('/locations', { site, kind: 'bin', code: 'A' })
  const b = await create('/locations', { site, kind: 'bin', code: 'B' })
  await furnishShared(create, site)
  const stock = { site, a, b, create }
  await furnishOwner({ ...stock, owner: undefined, word: 'house' })
  const own = await create('/access/owners', { kind: 'client', name: 'Anna' })
  await furnishOwner({ ...stock, owner: own, word: 'anna' })
  const before = made.length
  const other = await create('/access/owners', { kind: 'client', name: `${secret} Ltd` })
  await furnishOwner({ ...stock, owner: other, word: secret })
  return { own, other, foreignIds: made.slice(before) }
}

async function furnishShared(create: Create, site: string): Promise<void> {
  await create('/access/api-keys', { name: 'Shop', permissions: ['items.item.read'] })
  await create('/access/users', {
    name: 'Bea',
    email: 'bea@fuzz.invalid',
    password: 'a long enough word',
    permissions: ['items.item.read'],
  })
  await create('/access/roles', { name: 'Reader', permissions: ['items.item.read'] })
  await create('/access/roles', {
    name: 'At night',
    permissions: ['ledger.movement.post'],
    isBreakGlass: true,
  })
  await create('/access/devices', { name: 'Scanner 1', site })
  await create('/host/allowed-targets', {
    host: '127.0.0.1',
    port: 9,
    plainHttp: true,
    note: 'Nobody listens',
  })
  await create('/labels/printers', { name: 'Paper', connection: 'browser', language: 'pdf', resolution: 8 })
  await create('/labels/printers', {
    name: 'Zebra',
    connection: 'raw',
    host: '127.0.0.1',
    port: 9,
    language: 'zpl',
    resolution: 8,
  })
}

interface Stock {
  readonly site: string
  readonly a: string
  readonly b: string
  readonly create: Create
  readonly owner: string | undefined
  readonly word: string
}

async function furnishOwner({ site, a, b, create, owner, word }: Stock): Promise<void> {
  const item = await create('/items', { sku: `${word}-1`, name: `${word} bolts`, baseUnit: 'each', owner })
  const milk = await create('/items', {
    sku: `${word}-2`,
    name: `${word} milk`,
    baseUnit: 'kg',
    step: 0.001,
    hasLots: true,
    owner,
  })
  const pieces = await create('/items', {
    sku: `${word}-3`,
    name: `${word} drills`,
    baseUnit: 'each',
    serials: 'always',
    owner,
  })
  const lot = await create('/items/lots', { item: milk, name: `${word}-lot`, expiresOn: '2027-12-31' })
  const post = (kind: string, lines: readonly object[]) =>
    create('/ledger/movements', { mode: 'all', movements: [{ kind, owner, note: `${word} note`, lines }] })
  const from = { location: SUPPLIER }
  const unit = await create('/locations/handling-units', { code: `${word}-pallet`, location: a })
  await post('receipt', [{ item, quantity: 50, from, to: { location: a } }])
  await post('receipt', [{ item: milk, quantity: 7.5, lot, from, to: { location: b } }])
  await post('receipt', [{ item, quantity: 4, from, to: { location: a, handlingUnit: unit } }])
  await post('receipt', [
    { item: pieces, quantity: 2, serials: [`${word}-s1`, `${word}-s2`], from, to: { location: a } },
  ])
  await post('transfer', [{ item, quantity: 5, from: { location: a }, to: { location: b } }])
  await post('issue', [{ item, quantity: 1, from: { location: a }, to: { location: CUSTOMER } }])
  await create('/ledger/holds', { scope: 'lot', subject: lot, blocks: ['allocate'], reason: `${word} waits` })
  const reference = { entity: 'items.item', id: item, system: 'erp', externalId: `${word}-elsewhere` }
  await create('/access/external-references', reference, 'PUT')
  await create('/inventory/reorder-points', { item, site, minimum: 5, target: 90 })
  const hook = { name: `${word} hook`, url: `https://${word}.invalid/hook`, owner }
  await create('/webhooks/endpoints', hook)
  const inputs = [{ item, quantity: 2, from: { location: a } }]
  const outputs = [{ item: milk, quantity: 1, lot, to: { location: a } }]
  await create('/ledger/transformations', {
    kind: 'production',
    owner,
    note: `${word} note`,
    inputs,
    outputs,
  })
}
