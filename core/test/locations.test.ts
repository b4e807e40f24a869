import t from 'tap'
import { startPlatform } from '../src/testing/start-platform.ts'
import { type Administrator, AISLES, createSite, HOUSE, URL } from './building.ts'

const NOBODY = '00000000-0000-7000-8000-00000000ffff'

t.test('a site comes with its root, and its code goes for the root and all paths beneath', async (t) => {
  const { administrator } = await startPlatform(t)
  const site = await createSite(administrator)
  t.match(site, { code: 'MAIN', timeZone: 'Europe/Zurich', company: HOUSE, version: 1 })
  const [root] = (await administrator.send({ url: `${URL}?site=${site.id}` })).body.data
  t.match(root, { kind: 'site', code: 'MAIN', path: 'MAIN', parent: null, site: site.id })
  const bin = await create(administrator, { site: site.id, code: 'B-1' })
  t.match(bin, { parent: root.id, path: 'MAIN/B-1', kind: 'bin', debtLimit: 0, isActive: true })
  const renamed = await patch(administrator, `sites/${site.id}`, { code: 'ZRH' }, 1)
  t.match(renamed.body, { code: 'ZRH', version: 2 })
  t.match((await read(administrator, bin.id)).path, 'ZRH/B-1')
  const cases = [
    [{ code: 'ZRH' }, 409, 'locations.site_code_taken'],
    [{ code: 'SUPPLIER' }, 409, 'locations.site_code_taken'],
    [{ code: 'a b' }, 422, 'locations.code_unusable'],
    [{ timeZone: 'Europe/Zürich' }, 422, 'locations.time_zone_unknown'],
    [{ timeZone: '+01:00' }, 422, 'locations.time_zone_unknown'],
    [{ company: NOBODY }, 422, 'locations.company_unknown'],
    [{ name: '\u0007' }, 422, 'locations.text_unprintable'],
  ] as const
  for (const [wrong, status, code] of cases) {
    const payload = { company: HOUSE, code: 'X', name: 'X', timeZone: 'UTC', ...wrong }
    const answer = await administrator.send({ method: 'POST', url: `${URL}/sites`, payload })
    t.match(answer.body, { status, code }, JSON.stringify(wrong))
    t.notMatch(answer.body.detail, /[{}]/)
  }
})

t.test('a location that cannot be is refused in a sentence', async (t) => {
  const { administrator } = await startPlatform(t)
  const [site, other] = [await createSite(administrator), await createSite(administrator, 'OTHER')]
  const foreign = await create(administrator, { site: other.id, code: 'A', kind: 'area' })
  const bin = await create(administrator, { site: site.id, code: 'B-1', barcode: '777' })
  const cases = [
    [{ code: 'B-1' }, 409, 'locations.code_taken'],
    [{ barcode: '777' }, 409, 'locations.barcode_taken'],
    [{ code: 'a/b' }, 422, 'locations.code_unusable'],
    [{ code: 'a b' }, 422, 'locations.code_unusable'],
    [{ code: ' ' }, 422, 'locations.code_unusable'],
    [{ barcode: '\u0001' }, 422, 'locations.text_unprintable'],
    [{ kind: 'external' }, 422, 'locations.kind_unknown'],
    [{ kind: 'site' }, 422, 'locations.kind_unknown'],
    [{ kind: 'shelf' }, 422, 'locations.kind_unknown'],
    [{ parent: foreign.id }, 422, 'locations.parent_unknown'],
    [{ parent: NOBODY }, 422, 'locations.parent_unknown'],
    [{ site: NOBODY }, 422, 'locations.site_unknown'],
    [{ debtLimit: -1 }, 400, 'http.invalid_input'],
    [{ path: 'X' }, 400, 'http.invalid_input'],
  ] as const
  for (const [wrong, status, code] of cases) {
    const payload = { site: site.id, code: 'new', ...wrong }
    const answer = await administrator.send({ method: 'POST', url: URL, payload })
    t.match(answer.body, { status, code }, JSON.stringify(wrong))
    t.notMatch(answer.body.detail, /[{}]/)
  }
  const same = await create(administrator, { id: NOBODY, site: site.id, code: 'twice' })
  t.same(await create(administrator, { id: NOBODY, site: site.id, code: 'twice' }), same)
  const payload = { id: NOBODY, site: site.id, code: 'thrice' }
  t.match((await administrator.send({ method: 'POST', url: URL, payload })).body, {
    code: 'locations.id_taken',
  })
  t.match((await patch(administrator, '00000000-0000-7000-8000-000000000011', { code: 'X' }, 1)).body, {
    code: 'locations.external_is_fixed',
  })
  const root = (await read(administrator, bin.id)).parent
  t.match((await patch(administrator, root, { isActive: false }, 1)).body, {
    code: 'locations.root_is_fixed',
  })
})

t.test('an aisle that moves takes its bins along, and never into itself', async (t) => {
  const { administrator } = await startPlatform(t)
  const site = await createSite(administrator)
  const area = (code: string, parent?: string) =>
    create(administrator, { site: site.id, code, kind: 'area', ...(parent ? { parent } : {}) })
  const hall = await area('HALL')
  const aisle = await area('A')
  const shelf = await area('A-1', aisle.id)
  const bin = await create(administrator, { site: site.id, code: 'A-1-1', parent: shelf.id })
  const lookalike = await area('A0')
  t.match((await patch(administrator, aisle.id, { parent: shelf.id }, 1)).body, {
    status: 409,
    code: 'locations.parent_is_beneath',
  })
  t.match((await patch(administrator, aisle.id, { parent: aisle.id }, 1)).body, {
    code: 'locations.parent_is_beneath',
  })
  const moved = await patch(administrator, aisle.id, { parent: hall.id, code: 'AISLE' }, 1)
  t.match(moved.body, { path: 'MAIN/HALL/AISLE', version: 2 })
  t.equal((await read(administrator, bin.id)).path, 'MAIN/HALL/AISLE/A-1/A-1-1')
  t.equal((await read(administrator, lookalike.id)).path, 'MAIN/A0', 'a neighbour with a similar name stays')
  const beneath = await administrator.send({ url: `${URL}?path[startsWith]=MAIN/HALL/&count=true` })
  t.equal(beneath.body.total, 3)
  t.match((await patch(administrator, aisle.id, { code: 'A0' }, 2)).body, { code: 'locations.code_taken' })
  t.match((await patch(administrator, aisle.id, { code: 'Z' }, 1)).body, {
    status: 412,
    facts: { current: 2 },
  })
  const both = await Promise.all([
    patch(administrator, hall.id, { parent: lookalike.id }, 1),
    patch(administrator, lookalike.id, { parent: hall.id }, 1),
  ])
  t.same(both.map(({ status }) => status).sort(), [200, 409], 'two moves at once make no circle')
})

t.test('a place where stock stands stays in use, and whatever is beneath goes with it', async (t) => {
  const { administrator, query } = await startPlatform(t)
  const site = await createSite(administrator)
  const aisle = await create(administrator, { site: site.id, code: 'A', kind: 'area' })
  const bin = await create(administrator, { site: site.id, code: 'A-1', parent: aisle.id })
  await receive(administrator, bin.id, 5)
  t.match((await patch(administrator, aisle.id, { isActive: false }, 1)).body, {
    status: 409,
    code: 'locations.stock_stands_there',
    facts: { code: 'A', balances: 1, examples: ['A-1'] },
  })
  t.equal((await read(administrator, bin.id)).isActive, true, 'nothing half-written')
  await receive(administrator, bin.id, -5)
  t.equal((await patch(administrator, aisle.id, { isActive: false }, 1)).status, 200)
  t.equal((await read(administrator, bin.id)).isActive, false)
  t.match((await patch(administrator, bin.id, { isActive: true }, 2)).body, {
    code: 'locations.parent_inactive',
  })
  const payload = { site: site.id, code: 'A-2', parent: aisle.id }
  t.match((await administrator.send({ method: 'POST', url: URL, payload })).body, {
    code: 'locations.parent_inactive',
  })
  t.equal((await patch(administrator, aisle.id, { isActive: true }, 2)).status, 200)
  t.equal((await read(administrator, bin.id)).isActive, true)
  t.same(
    await query(
      'select * from locations.location l join locations.location p on p.id = l.parent where l.is_active ' +
        'and not p.is_active',
    ),
    [],
  )
})

t.test('how far a place may go below zero is changed by the ledger, in the balances too', async (t) => {
  const { administrator, query } = await startPlatform(t)
  const site = await createSite(administrator)
  const bin = await create(administrator, { site: site.id, code: 'B', debtLimit: 10 })
  t.equal(bin.debtLimit, 10)
  await receive(administrator, bin.id, -4)
  t.match((await patch(administrator, bin.id, { debtLimit: 3 }, bin.version)).body, {
    status: 409,
    code: 'locations.debt_too_low',
  })
  const changed = await patch(administrator, bin.id, { debtLimit: 4.5 }, bin.version)
  t.match(changed.body, { debtLimit: 4.5, version: bin.version + 1 })
  t.same(
    await query(
      'select debt_limit::float8 as limit, on_hand::float8 as stock from ledger.balance where location = $1',
      [bin.id],
    ),
    [{ limit: 4.5, stock: -4 }],
  )
})

t.test('a key bound to one owner sees the building and changes nothing of it', async (t) => {
  const { administrator, withKey } = await startPlatform(t)
  const site = await createSite(administrator)
  const client = { kind: 'client', name: 'Anna' }
  const owner = await administrator.send({ method: 'POST', url: '/api/v1/access/owners', payload: client })
  const permissions = ['locations.location.read', 'locations.location.write', 'locations.site.write']
  const made = await administrator.send({
    method: 'POST',
    url: '/api/v1/access/api-keys',
    payload: { name: 'Anna’s shop', permissions, owners: [owner.body.id] },
  })
  const key = withKey(made.body.token)
  t.equal((await key.send({ url: `${URL}?site=${site.id}` })).body.data.length, 1)
  const refused = { status: 403, code: 'locations.staff_only' }
  const post = (path: string, payload: object) => key.send({ method: 'POST', url: `${URL}${path}`, payload })
  t.match((await post('', { site: site.id, code: 'X' })).body, refused)
  t.match((await post('/layouts', { site: site.id, pattern: AISLES, dryRun: true })).body, refused)
  const wish = { company: HOUSE, code: 'X', name: 'X', timeZone: 'UTC' }
  t.match((await post('/sites', wish)).body, refused)
  t.match((await key.send({ url: `${URL}/sites` })).body, { status: 403, code: 'http.forbidden' })
})

async function create(administrator: Administrator, payload: object) {
  return (await administrator.send({ method: 'POST', url: URL, payload })).body
}

async function read(administrator: Administrator, id: string) {
  return (await administrator.send({ url: `${URL}/${id}` })).body
}

function patch(administrator: Administrator, path: string, payload: object, version: number) {
  const headers = { 'if-match': `"${version}"` }
  return administrator.send({ method: 'PATCH', url: `${URL}/${path}`, headers, payload })
}

/** Brings stock of a test item in; less than nothing takes it out. */
async function receive(administrator: Administrator, location: string, quantity: number) {
  const found = await administrator.send({ url: '/api/v1/items?sku=T' })
  const payload = { sku: 'T', name: 'Test' }
  const item =
    found.body.data[0] ?? (await administrator.send({ method: 'POST', url: '/api/v1/items', payload })).body
  const supplier = { location: '00000000-0000-7000-8000-000000000011' }
  const customer = { location: '00000000-0000-7000-8000-000000000012' }
  const [kind, from, to] =
    quantity > 0 ? ['receipt', supplier, { location }] : ['issue', { location }, customer]
  const movement = { kind, lines: [{ item: item.id, quantity: Math.abs(quantity), from, to }] }
  const answer = await administrator.send({
    method: 'POST',
    url: '/api/v1/ledger/movements',
    payload: { mode: 'all', movements: [movement] },
  })
  if (answer.body.outcomes?.[0]?.status !== 'posted') throw new Error(answer.text)
}
