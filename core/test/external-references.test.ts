import t from 'tap'
import { createReferenceService } from '../src/access/external-references/external-reference.service.ts'
import { startPlatform } from '../src/testing/start-platform.ts'

const URL = '/api/v1/access/external-references'
const UNKNOWN = '00000000-0000-7000-8000-00000000ffff'
const HOUSE = '00000000-0000-7000-8000-000000000002'
const COMPANY = '00000000-0000-7000-8000-000000000001'

t.test('a thing has a name in each other system, and is found by it', async (t) => {
  const desk = await openDesk(t)
  const nail = await desk.item('NAIL')
  const wish = { entity: 'items.item', id: nail, system: 'shopify', externalId: ' GID-1001 ' }
  const put = await desk.put(wish)
  t.equal(put.status, 201, put.text)
  t.match(put.body, { ...wish, externalId: 'GID-1001', owner: null })
  const again = await desk.put(wish)
  t.equal(again.status, 200)
  t.strictSame(again.body, put.body, 'putting it twice puts it once')
  t.equal(
    (await desk.put({ ...wish, externalId: 'GID-1002' })).status,
    201,
    'two names in one system are fine',
  )
  t.equal((await desk.put({ ...wish, externalId: 'gid-1001' })).status, 201, 'the case tells names apart')
  t.equal((await desk.put({ ...wish, system: 'sap-eu' })).status, 201)
  const found = async (query: string) => (await desk.get(`${URL}?${query}`)).data
  t.match(await found('entity=items.item&system=shopify&externalId=GID-1001'), [{ id: nail }])
  t.equal((await found(`id=${nail}`)).length, 4)
  t.equal((await found('externalId[in]=GID-1001,GID-1002&system=shopify')).length, 2)
  const first = (await desk.get(`${URL}?limit=3`)).nextCursor
  t.equal((await found(`limit=3&cursor=${encodeURIComponent(first)}`)).length, 1, 'pages follow each other')
  const asked = { entity: 'items.item', system: 'shopify', externalIds: ['GID-1001', 'nobody'] } as const
  const ids = await desk.database.transaction({ owners: 'all' }, (trx) =>
    createReferenceService().find(trx, asked),
  )
  t.strictSame([...ids], [['GID-1001', nail]])
  const story = (await desk.get(`/api/v1/access/audit?entityId=${nail}&action=add_reference`)).data
  t.equal(story.length, 4, 'the second putting is no change')
  t.match(story[0], { entity: 'items.item', after: { externalId: 'GID-1001' } })
})

t.test('items, lots, places, sites, units, owners and companies can have such names', async (t) => {
  const desk = await openDesk(t)
  const item = await desk.item('HAM', { hasLots: true })
  const lot = (await desk.post('/api/v1/items/lots', { item, name: 'L' })).body.id
  const site = (
    await desk.post('/api/v1/locations/sites', { company: COMPANY, code: 'S', name: 'S', timeZone: 'UTC' })
  ).body.id
  const location = (await desk.post('/api/v1/locations', { site, code: 'A' })).body.id
  await desk.query("insert into locations.handling_unit (id, code, kind) values ($1, 'LPN-1', 'pallet')", [
    UNIT,
  ])
  const things = {
    'items.item': item,
    'items.lot': lot,
    'locations.site': site,
    'locations.location': location,
    'locations.handling_unit': UNIT,
    'access.owner': HOUSE,
    'access.company': COMPANY,
  }
  for (const [entity, id] of Object.entries(things)) {
    const { status, text } = await desk.put({ entity, id, system: 'erp', externalId: '1' })
    t.equal(status, 201, text)
    const stranger = await desk.put({ entity, id: UNKNOWN, system: 'erp', externalId: '2' })
    t.match(stranger.body, { status: 404, code: 'http.row_not_found' }, entity)
  }
  t.equal((await desk.get(`${URL}?system=erp&externalId=1`)).data.length, 7, 'one name of each kind')
})

t.test('a name belongs to one thing, and is taken away before another gets it', async (t) => {
  const desk = await openDesk(t)
  const [nail, screw] = [await desk.item('NAIL'), await desk.item('SCREW')]
  const wish = { entity: 'items.item', id: nail, system: 'erp', externalId: 'M-1' }
  await desk.put(wish)
  const taken = (await desk.put({ ...wish, id: screw })).body
  t.match(taken, { status: 409, code: 'access.reference_taken', facts: { holder: nail } })
  const remove = (words: object) =>
    desk.administrator.send({ method: 'DELETE', url: `${URL}?${new URLSearchParams({ ...wish, ...words })}` })
  t.match((await remove({ externalId: 'M-2' })).body, { status: 404, code: 'access.reference_unknown' })
  t.equal((await remove({})).status, 204)
  t.equal((await remove({})).status, 404)
  t.equal((await desk.put({ ...wish, id: screw })).status, 201)
  const race = await Promise.all(
    [nail, screw, nail, screw].map((id) => desk.put({ ...wish, id, externalId: 'R' })),
  )
  t.strictSame(race.map(({ status }) => status).sort(), [200, 201, 409, 409], 'one of both has it')
  const refused = [
    [{ system: 'Shop ify' }, 400, 'http.invalid_input'],
    [{ entity: 'access.account' }, 400, 'http.invalid_input'],
    [{ externalId: '\u0007' }, 422, 'access.text_unprintable'],
    [{ externalId: 'x'.repeat(201) }, 400, 'http.invalid_input'],
  ] as const
  for (const [words, status, code] of refused) {
    const { body } = await desk.put({ ...wish, ...words })
    t.match(body, { status, code })
    t.notMatch(body.detail, /[{}]/)
  }
  const story = (await desk.get(`/api/v1/access/audit?entityId=${nail}&action=remove_reference`)).data
  t.match(story, [{ actorName: 'Administrator', before: { system: 'erp', externalId: 'M-1' } }])
})

t.test('two clients’ shops may give the same name, and neither sees the other’s', async (t) => {
  const desk = await openDesk(t)
  const client = async (name: string) =>
    (await desk.post('/api/v1/access/owners', { kind: 'client', name })).body.id
  const [anna, ben] = [await client('Anna'), await client('Ben')]
  const [hers, his, house] = [
    await desk.item('H', { owner: anna }),
    await desk.item('B', { owner: ben }),
    await desk.item('HOUSE'),
  ]
  const wish = { entity: 'items.item', system: 'shop', externalId: '1001' }
  for (const id of [hers, his, house]) t.equal((await desk.put({ ...wish, id })).status, 201)
  t.equal((await desk.get(`${URL}?system=shop&externalId=1001`)).data.length, 3, 'staff see all three')
  const { token } = (
    await desk.post('/api/v1/access/api-keys', {
      name: 'Anna’s shop',
      permissions: ['access.reference.read', 'access.reference.write'],
      owners: [anna],
    })
  ).body
  const key = desk.withKey(token)
  const seen = (await key.send({ url: `${URL}?system=shop` })).body.data
  t.strictSame(seen.map(({ id }: { id: string }) => id).toSorted(), [hers, house].toSorted())
  const put = (words: object) => key.send({ method: 'PUT', url: URL, payload: { ...wish, ...words } })
  const foreign = await put({ id: his })
  t.equal(foreign.status, 404, 'a foreign row is answered like one that does not exist')
  t.equal(foreign.body.detail.replace(his, ''), (await put({ id: UNKNOWN })).body.detail.replace(UNKNOWN, ''))
  t.match((await put({ id: house, externalId: '7' })).body, {
    status: 403,
    code: 'access.reference_of_house',
  })
  t.equal((await put({ id: hers, externalId: '7' })).status, 201)
  const own = await put({ entity: 'access.owner', id: anna, externalId: 'C-1' })
  t.match(own.body, { owner: anna }, 'an owner’s own row is his own')
  t.equal((await put({ entity: 'access.owner', id: ben, externalId: 'C-2' })).status, 404)
  const remove = (id: string) =>
    key.send({ method: 'DELETE', url: `${URL}?${new URLSearchParams({ ...wish, id })}` })
  t.equal((await remove(his)).status, 404)
  t.match((await remove(house)).body, { code: 'access.reference_of_house' })
  t.equal((await remove(hers)).status, 204)
  t.equal((await desk.get(`${URL}?system=shop&externalId=1001`)).data.length, 2, 'the others’ names stand')
})

const UNIT = '01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f'

async function openDesk(t: Parameters<typeof startPlatform>[0]) {
  const platform = await startPlatform(t)
  const { administrator } = platform
  const post = (url: string, payload: object) => administrator.send({ method: 'POST', url, payload })
  return {
    ...platform,
    post,
    put: (payload: object) => administrator.send({ method: 'PUT', url: URL, payload }),
    get: async (url: string) => (await administrator.send({ url })).body,
    async item(sku: string, more: object = {}): Promise<string> {
      const { status, body, text } = await post('/api/v1/items', { sku, name: sku, ...more })
      if (status !== 201) throw new Error(text)
      return body.id
    },
  }
}
