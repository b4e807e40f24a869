import t from 'tap'
import { type NodeHere, startNodeHere } from '../src/testing/start-node.ts'

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
  { entity: 'ledger.status', path: '/ledger/statuses', row: { name: 'sample', title: 'Sample' } },
] as const

async function siteOf({ send }: NodeHere): Promise<string> {
  const site = { company: HOUSE, code: 'S1', name: 'Store', timeZone: 'Europe/Zurich' }
  return (await send('POST', '/api/v1/locations/sites', site)).body.id
}

t.test('people, roles, devices and statuses take fields of their own, as items do', async (t) => {
  const node = await startNodeHere(t, [])
  const { send, query } = node
  const site = await siteOf(node)
  for (const { entity } of KINDS) {
    const field = { entity, name: 'wing', kind: 'text', label: 'Wing' }
    const made = await send('POST', '/api/v1/host/fields', field)
    t.equal(made.status, 201, `${entity}: ${JSON.stringify(made.body)}`)
  }
  for (const kind of KINDS) {
    const { entity, path, row } = kind
    const more = 'needsSite' in kind ? { site } : {}
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
