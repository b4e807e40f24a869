import t from 'tap'
import { type NodeHere, startNodeHere } from '../src/testing/start-node.ts'
import { SUPPLIER } from './ledger-world.ts'

const HOUSE = '00000000-0000-7000-8000-000000000001'

/** The record that each kind is told by, how one is made, and what may be changed of it. */
const KINDS = [
  {
    entity: 'access.account',
    path: '/access/users',
    row: { name: 'Ada', email: 'ada@example.com', password: 'a long enough password' },
  },
  {
    entity: 'access.role',
    path: '/access/roles',
    row: { name: 'Packers', permissions: ['items.item.read'] },
  },
  { entity: 'access.device', path: '/access/devices', row: { name: 'Scanner 1' }, needsSite: true },
  {
    entity: 'access.api_key',
    path: '/access/api-keys',
    row: { name: 'Webshop', permissions: ['items.item.read'] },
  },
  {
    entity: 'ledger.hold',
    path: '/ledger/holds',
    row: { scope: 'item', reason: 'stocktaking' },
    needsItem: true,
  },
  {
    entity: 'locations.unit_series',
    path: '/locations/unit-series',
    row: { name: 'Totes', scheme: 'lpn', prefix: 'TOTE-' },
  },
  { entity: 'host.allowed_target', path: '/host/allowed-targets', row: { host: 'erp.example.com' } },
  { entity: 'ledger.status', path: '/ledger/statuses', row: { name: 'sample', title: 'Sample' } },
] as const

async function siteOf({ send }: NodeHere): Promise<string> {
  const site = { company: HOUSE, code: 'S1', name: 'Store', timeZone: 'Europe/Zurich' }
  return (await send('POST', '/api/v1/locations/sites', site)).body.id
}

t.test('whatever people set up takes fields of its own, as items do', async (t) => {
  const node = await startNodeHere(t, [])
  const { send, query } = node
  const site = await siteOf(node)
  const item = (await send('POST', '/api/v1/items', { sku: 'PUMP', name: 'Pump', baseUnit: 'each' })).body.id
  for (const { entity } of KINDS) {
    const field = { entity, name: 'wing', kind: 'text', label: 'Wing' }
    const made = await send('POST', '/api/v1/host/fields', field)
    t.equal(made.status, 201, `${entity}: ${JSON.stringify(made.body)}`)
  }
  for (const kind of KINDS) {
    const { entity, path, row } = kind
    const more = { ...('needsSite' in kind && { site }), ...('needsItem' in kind && { subject: item }) }
    const fields = { custom: { wing: 'north' } }
    const made = await send('POST', `/api/v1${path}`, { ...row, ...more, fields })
    t.equal(made.status, 201, `${entity}: ${JSON.stringify(made.body)}`)
    const url = `/api/v1${path}/${made.body.id}`
    const { body } = await send('GET', url)
    t.same(body.fields, fields, `${entity} is read with it`)
    const found = async (filter: string) => {
      const answer = await send('GET', `/api/v1${path}?${filter}`)
      return answer.body.data.map(({ id }: { id: string }) => id)
    }
    t.same(await found('fields.custom.wing=north'), [made.body.id], `${entity} is found by it`)
    const seen = { 'if-match': `"${body.version}"` }
    const changed = await send('PATCH', url, { fields: { custom: { wing: 'south' } } }, seen)
    t.match(changed, { status: 200, body: { fields: { custom: { wing: 'south' } } } }, entity)
    t.same(await found('fields.custom.wing=north'), [])
    t.ok((await found('sort=-fields.custom.wing')).includes(made.body.id))
    const [told] = await query(
      "select after from access.change where entity = $1 and entity_id = $2 and action = 'change'",
      [entity, made.body.id],
    )
    t.match(told, { after: { fields: { custom: { wing: 'south' } } } }, `the audit tells of ${entity}`)
  }
})

t.test('what was said of a role goes with it', async (t) => {
  const { send, query } = await startNodeHere(t, [])
  await send('POST', '/api/v1/host/fields', { entity: 'access.role', name: 'wing', kind: 'text', label: 'W' })
  const role = { name: 'Packers', permissions: [], fields: { custom: { wing: 'north' } } }
  const { body } = await send('POST', '/api/v1/access/roles', role)
  const gone = await send('DELETE', `/api/v1/access/roles/${body.id}`, undefined, { 'if-match': '"1"' })
  t.equal(gone.status, 204, JSON.stringify(gone.body))
  t.same(await query('select said from host.field_value'), [])
})

t.test(
  'a piece takes fields, for whoever posts, and what one said of it another does not overwrite unseen',
  async (t) => {
    const node = await startNodeHere(t, [])
    const { send } = node
    const create = async (path: string, payload: object) =>
      (await send('POST', `/api/v1${path}`, payload)).body.id
    const to = await create('/locations', { site: await siteOf(node), kind: 'bin', code: 'A' })
    const item = await create('/items', { sku: 'PUMP', name: 'Pump', baseUnit: 'each', serials: 'always' })
    const lines = [
      { item, quantity: 1, serials: ['P-1'], from: { location: SUPPLIER }, to: { location: to } },
    ]
    await send('POST', '/api/v1/ledger/movements', { mode: 'each', movements: [{ kind: 'receipt', lines }] })
    for (const name of ['warranty', 'motor']) {
      await create('/host/fields', { entity: 'ledger.serial', name, kind: 'text', label: name })
    }
    const [piece] = (await send('GET', '/api/v1/ledger/serials')).body.data
    const url = `/api/v1/ledger/serials/${piece.id}`
    const change = (custom: object, version: number) =>
      send('PATCH', url, { fields: { custom } }, { 'if-match': `"${version}"` })
    t.match(await send('PATCH', url, { fields: { custom: { motor: 'M6' } } }), { status: 428 })
    t.match(await change({ warranty: '2028' }, piece.version), { status: 200, body: { version: 1 } })
    t.match(await change({ warranty: '2031' }, piece.version), {
      status: 412,
      body: { code: 'http.version_conflict', facts: { sent: 0, current: 1 } },
    })
    const changed = await change({ motor: 'M7' }, 1)
    t.match(changed, {
      status: 200,
      body: { version: 2, fields: { custom: { warranty: '2028', motor: 'M7' } } },
    })
    const found = async (motor: string) =>
      (await send('GET', `/api/v1/ledger/serials?fields.custom.motor=${motor}&count=true`)).body.total
    t.strictSame([await found('M7'), await found('M8')], [1, 0])
    const told = await send('GET', '/api/v1/access/audit?entity=ledger.serial&sort=at')
    t.match(told.body.data, [
      { after: { fields: { custom: { warranty: '2028' } } } },
      { action: 'change', after: { fields: { custom: { motor: 'M7' } } } },
    ])
    const seen = { 'if-match': '"2"' }
    t.equal((await send('PATCH', url, { number: 'P-2' }, seen)).status, 400, 'all else is said by movements')
  },
)

t.test('a key is renamed and keeps its rights, and is not overwritten unseen', async (t) => {
  const { send } = await startNodeHere(t, [])
  const key = { name: 'Webshop', permissions: ['items.item.read'] }
  const { id } = (await send('POST', '/api/v1/access/api-keys', key)).body
  const url = `/api/v1/access/api-keys/${id}`
  const seen = { 'if-match': '"1"' }
  const renamed = await send('PATCH', url, { name: 'Shop' }, seen)
  t.match(renamed, { status: 200, body: { name: 'Shop', permissions: ['items.item.read'], version: 2 } })
  t.match(await send('PATCH', url, { name: 'Store' }, seen), { status: 412 })
  t.match(await send('PATCH', url, { permissions: [] }, seen), { status: 400 })
})
