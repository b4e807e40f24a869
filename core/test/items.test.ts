import fc from 'fast-check'
import t from 'tap'
import { systemActor } from '../src/access/system-actor.ts'
import { createItems } from '../src/items/create-items.ts'
import { gtin14, gtinCheckDigit, gtinFault } from '../src/items/gtin.ts'
import { startPlatform } from '../src/testing/start-platform.ts'
import { createTestDatabase } from '../src/testing/test-database.ts'

const URL = '/api/v1/items'
const WIDGET = { sku: 'W-1', name: 'Widget' }

t.test('an item is created, read, listed, changed and its story is in the audit', async (t) => {
  const { administrator } = await startPlatform(t)
  const wish = {
    ...WIDGET,
    description: 'A thing.\nOf two lines.',
    category: 'Tools',
    baseUnit: 'kg',
    step: 0.001,
    gtin: '4006381333931',
    weightGrams: 1000,
    lengthMm: 10,
    widthMm: 20,
    heightMm: 30,
  }
  const created = await administrator.send({ method: 'POST', url: URL, payload: wish })
  t.equal(created.status, 201, created.text)
  t.match(created.body, { ...wish, owner: null, lifecycle: 'active', version: 1 })
  t.equal(created.headers.etag, '"1"')
  const { id } = created.body
  const read = await administrator.send({ url: `${URL}/${id}` })
  t.strictSame(read.body, created.body)
  const changed = await administrator.send({
    method: 'PATCH',
    url: `${URL}/${id}`,
    headers: { 'if-match': '"1"' },
    payload: { name: '  Better widget ', category: null, lifecycle: 'blocked' },
  })
  t.match(changed.body, {
    name: 'Better widget',
    category: null,
    lifecycle: 'blocked',
    version: 2,
    sku: 'W-1',
  })
  const list = await administrator.send({ url: `${URL}?q=better&lifecycle=blocked&count=true` })
  t.match(list.body, { data: [changed.body], nextCursor: null, total: 1 })
  const audit = await administrator.send({ url: `/api/v1/access/audit?entityId=${id}&sort=at` })
  t.match(audit.body.data, [
    {
      action: 'create',
      entity: 'items.item',
      actorName: 'Administrator',
      before: null,
      after: { sku: 'W-1' },
    },
    { action: 'change', before: { name: 'Widget', category: 'Tools' }, after: { name: 'Better widget' } },
  ])
  t.equal(audit.body.data[1].after.sku, undefined, 'only what changed is told')
})

t.test(
  'many items are changed by their ids or by the list’s own filter, and each refusal is told',
  async (t) => {
    const { administrator, withKey } = await startPlatform(t)
    const made = await Promise.all(
      Array.from({ length: 5 }, async (_, n) => {
        const payload = { sku: `B-${n}`, name: `Bulk ${n}`, category: n < 4 ? 'Tools' : 'Toys' }
        return (await administrator.send({ method: 'POST', url: URL, payload })).body.id as string
      }),
    )
    const bulk = (query: string, payload: object) =>
      administrator.send({ method: 'POST', url: `${URL}/bulk${query}`, payload })
    const blocked = { lifecycle: 'blocked' }
    const named = await bulk('', { ids: [made[0], made[4]], change: blocked })
    t.strictSame(named.body, { done: 2, refused: 0, refusals: [] })
    const found = await bulk('?category=Tools&lifecycle=active', { isAll: true, change: blocked })
    t.strictSame(found.body, { done: 3, refused: 0, refusals: [] })
    t.equal((await administrator.send({ url: `${URL}?lifecycle=blocked&count=true` })).body.total, 5)

    const taken = await bulk('?q=bulk', { isAll: true, change: { sku: 'ONE' } })
    t.match(taken.body, { done: 1, refused: 4 })
    t.match(taken.body.refusals[0], { code: 'items.sku_taken', detail: /ONE/ })

    t.match(await bulk('', { change: blocked }), { status: 400, body: { code: 'http.bulk_unnamed' } })
    t.match(await bulk('?colour=red', { isAll: true, change: blocked }), { status: 400 })
    t.match(await bulk('', { isAll: true, change: { owner: null } }), { status: 400 })
    const key = await administrator.send({
      method: 'POST',
      url: '/api/v1/access/api-keys',
      payload: { name: 'Reader', permissions: ['items.item.read'] },
    })
    const reader = withKey(key.body.token)
    const tried = await reader.send({
      method: 'POST',
      url: `${URL}/bulk`,
      payload: { isAll: true, change: blocked },
    })
    t.equal(tried.status, 403)
  },
)

t.test('what an item may not be is refused in a sentence with field and value', async (t) => {
  const { administrator } = await startPlatform(t)
  const first = await administrator.send({
    method: 'POST',
    url: URL,
    payload: { ...WIDGET, gtin: '036000291452' },
  })
  t.equal(first.status, 201, first.text)
  const cases = [
    [{ sku: 'w-1', name: 'x' }, 409, 'items.sku_taken', '/sku'],
    [{ sku: ' W-1 ', name: 'x' }, 409, 'items.sku_taken', '/sku'],
    [{ sku: 'B', name: 'x', gtin: '00036000291452' }, 409, 'items.gtin_taken', '/gtin'],
    [{ sku: 'B', name: 'x', gtin: '4006381333932' }, 422, 'items.gtin_check_digit', '/gtin'],
    [{ sku: 'B', name: 'x', gtin: '12345' }, 422, 'items.gtin_malformed', '/gtin'],
    [{ sku: 'B', name: 'x', gtin: '400638133393x' }, 422, 'items.gtin_malformed', '/gtin'],
    [{ sku: 'B\u0001', name: 'x' }, 422, 'items.text_unprintable', '/sku'],
    [{ sku: 'B', name: 'a\nb' }, 422, 'items.text_unprintable', '/name'],
    [{ sku: '   ', name: 'x' }, 422, 'items.text_unprintable', '/sku'],
    [{ sku: 'B', name: 'x', description: 'a\u0007' }, 422, 'items.text_unprintable', '/description'],
    [{ sku: 'B', name: 'x', baseUnit: 'two words' }, 422, 'items.value_unusable', '/baseUnit'],
    [{ sku: 'B', name: 'x', step: 0.0000001 }, 422, 'items.value_unusable', '/step'],
    [{ sku: 'B', name: 'x', weightGrams: 0.0001 }, 422, 'items.value_unusable', '/weightGrams'],
    [
      { sku: 'B', name: 'x', owner: '00000000-0000-7000-8000-00000000ffff' },
      422,
      'items.owner_unknown',
      '/owner',
    ],
    [{ sku: 'B', name: 'x', step: 0 }, 400, 'http.invalid_input', '/step'],
    [{ sku: 'B', name: 'x', step: '1' }, 400, 'http.invalid_input', '/step'],
    [{ sku: 'B' }, 400, 'http.invalid_input', '/name'],
    [{ sku: 'B', name: 'x', colour: 'red' }, 400, 'http.invalid_input', '/colour'],
    [{ sku: 'B', name: 'x', version: 7 }, 400, 'http.invalid_input', '/version'],
    [{ sku: ['B'], name: 'x' }, 400, 'http.invalid_input', '/sku'],
    [{ sku: 'B', name: 'x', lengthMm: 1.5 }, 400, 'http.invalid_input', '/lengthMm'],
    [{ id: 'no-uuid', sku: 'B', name: 'x' }, 400, 'http.invalid_input', '/id'],
  ] as const
  for (const [payload, status, code, pointer] of cases) {
    const answer = await administrator.send({ method: 'POST', url: URL, payload })
    t.match(answer.body, { status, code, errors: [{ pointer }] }, JSON.stringify(payload))
    t.notMatch(answer.body.detail, /[{}]/, 'every fact stands in its sentence')
  }
  t.equal((await administrator.send({ url: `${URL}?count=true` })).body.total, 1, 'nothing half-written')
})

t.test(
  'an item that was sent twice with its id stands once; another content under that id is refused',
  async (t) => {
    const { administrator } = await startPlatform(t)
    const id = '01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f'
    const send = (payload: object) => administrator.send({ method: 'POST', url: URL, payload })
    t.equal((await send({ id, ...WIDGET })).status, 201)
    const again = await send({ id, ...WIDGET })
    t.equal(again.status, 200)
    t.equal(again.body.version, 1)
    t.match((await send({ id, ...WIDGET, name: 'Other' })).body, { status: 409, code: 'items.id_taken' })
  },
)

t.test(
  'who changes what he has not seen is told the current version, and nothing is overwritten',
  async (t) => {
    const { administrator } = await startPlatform(t)
    const { body } = await administrator.send({ method: 'POST', url: URL, payload: WIDGET })
    const change = (version: string | undefined, name: string) =>
      administrator.send({
        method: 'PATCH',
        url: `${URL}/${body.id}`,
        headers: version === undefined ? {} : { 'if-match': version },
        payload: { name },
      })
    const both = await Promise.all([change('"1"', 'Anna’s'), change('"1"', 'Ben’s')])
    t.same(both.map(({ status }) => status).sort(), [200, 412])
    t.match(both.find(({ status }) => status === 412)!.body, {
      code: 'http.version_conflict',
      facts: { sent: 1, current: 2 },
    })
    t.match((await change(undefined, 'x')).body, { code: 'http.if_match_missing' })
    t.match((await change('1', 'x')).body, { code: 'http.if_match_invalid' })
    t.equal(
      (await change('"2"', both.find(({ status }) => status === 200)!.body.name)).body.version,
      2,
      'no change',
    )
  },
)

t.test('base unit and step stay as they are once a bucket of the item exists', async (t) => {
  const { administrator, query } = await startPlatform(t)
  const { body } = await administrator.send({ method: 'POST', url: URL, payload: WIDGET })
  const change = (version: number, payload: object) =>
    administrator.send({
      method: 'PATCH',
      url: `${URL}/${body.id}`,
      headers: { 'if-match': `"${version}"` },
      payload,
    })
  t.equal((await change(1, { step: 0.5, baseUnit: 'kg' })).status, 200)
  await query(
    `insert into ledger.bucket (item, location, owner, status)
     select $1, '00000000-0000-7000-8000-000000000011', 1, no from ledger.status limit 1`,
    [body.id],
  )
  t.match((await change(2, { step: 1 })).body, {
    status: 409,
    code: 'items.fixed_by_stock',
    facts: { field: 'step' },
  })
  t.match((await change(2, { baseUnit: 'g' })).body, {
    code: 'items.fixed_by_stock',
    facts: { field: 'baseUnit' },
  })
  t.equal((await change(2, { step: 0.5, name: 'Renamed' })).status, 200, 'the same step is no change')
})

t.test('a key bound to one owner sees and changes nothing of another’s', async (t) => {
  const { administrator, withKey } = await startPlatform(t)
  const owner = async (name: string) =>
    (
      await administrator.send({
        method: 'POST',
        url: '/api/v1/access/owners',
        payload: { kind: 'client', name },
      })
    ).body
  const [anna, ben] = [await owner('Anna'), await owner('Ben')]
  const item = async (owner: string | null, sku: string) =>
    (await administrator.send({ method: 'POST', url: URL, payload: { owner, sku, name: sku } })).body
  const [hers, his, house] = [await item(anna.id, 'X'), await item(ben.id, 'x'), await item(null, 'x')]
  t.ok(hers.id && his.id && house.id, 'three catalogues may have the same SKU')
  const permissions = ['items.item.read', 'items.item.write', 'access.owner.read', 'access.audit.read']
  const made = await administrator.send({
    method: 'POST',
    url: '/api/v1/access/api-keys',
    payload: { name: 'Anna’s shop', permissions, owners: [anna.id] },
  })
  const key = withKey(made.body.token)
  const seen = async (query: string) => (await key.send({ url: `${URL}?${query}` })).body.data.map(idOf)
  t.strictSame((await seen('sort=-createdAt')).toSorted(), [hers.id, house.id].toSorted())
  t.strictSame(await seen(`id=${his.id}`), [])
  t.strictSame(await seen(`owner=${ben.id}`), [])
  t.equal((await key.send({ url: `${URL}?count=true` })).body.total, 2)
  t.notMatch((await key.send({ url: `${URL}?format=csv` })).text, his.id)
  t.equal((await key.send({ url: `${URL}/${his.id}` })).status, 404)
  const patch = (id: string) =>
    key.send({
      method: 'PATCH',
      url: `${URL}/${id}`,
      headers: { 'if-match': '"1"' },
      payload: { name: 'mine' },
    })
  const unknown = await patch('00000000-0000-7000-8000-00000000ffff')
  const foreign = await patch(his.id)
  t.equal(foreign.status, 404)
  t.equal(foreign.body.detail.replace(his.id, ''), unknown.body.detail.replace(/[0-9a-f-]{36}/, ''))
  t.match((await patch(house.id)).body, { status: 403, code: 'items.belongs_to_house' })
  t.equal((await patch(hers.id)).status, 200)
  const post = (payload: object) => key.send({ method: 'POST', url: URL, payload })
  t.match((await post({ sku: 'new', name: 'new' })).body, { status: 422, code: 'items.owner_required' })
  t.match((await post({ owner: ben.id, sku: 'new', name: 'new' })).body, { code: 'items.owner_unknown' })
  t.equal((await post({ owner: anna.id, sku: 'new', name: 'new' })).status, 201)
  const owners = (await key.send({ url: '/api/v1/access/owners' })).body.data
  t.strictSame(owners.map(idOf), [anna.id])
  const audit = (await key.send({ url: '/api/v1/access/audit' })).body.data
  t.ok(audit.length > 0 && audit.every(({ entity }: { entity: string }) => entity === 'items.item'))
})

t.test(
  'thousands of items come in one call, all or none, and once however often they are sent',
  async (t) => {
    const { database, query } = await createTestDatabase(t)
    const author = { actor: systemActor }
    const wishes = Array.from({ length: 5000 }, (_, n) => ({
      id: idOfNumber(n),
      sku: `S-${n}`,
      name: `Item ${n}`,
    }))
    const create = (batch: typeof wishes) =>
      database.transaction({ owners: 'all' }, (trx) => createItems(trx, author, batch))
    const made = await create(wishes)
    t.ok(made.every(({ isNew, item }, n) => isNew && item.sku === `S-${n}`))
    t.ok((await create(wishes)).every(({ isNew }) => !isNew))
    await t.rejects(
      create([
        { id: idOfNumber(9000), sku: 'fresh', name: 'x' },
        { id: idOfNumber(9001), sku: 's-7', name: 'x' },
      ]),
      {
        code: 'items.sku_taken',
        pointer: '/1/sku',
      },
    )
    await t.rejects(
      create([
        { id: idOfNumber(9000), sku: 'a', name: 'x' },
        { id: idOfNumber(9001), sku: 'A', name: 'x' },
      ]),
      {
        code: 'items.twice_in_batch',
      },
    )
    const [counted] = await query<{ items: number; changes: number }>(
      `select (select count(*)::int from items.item) as items,
             (select count(*)::int from access.change where entity = 'items.item') as changes`,
    )
    t.strictSame(counted, { items: 5000, changes: 5000 })
  },
)

t.test('a GTIN’s check digit catches every digit typed wrongly, in every length', (t) => {
  const body = fc
    .constantFrom(7, 11, 12, 13)
    .chain((length) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }))
  fc.assert(
    fc.property(body, fc.nat(13), fc.integer({ min: 1, max: 9 }), (digits, place, slip) => {
      const gtin = digits.join('') + gtinCheckDigit(digits.join(''))
      t.equal(gtinFault(gtin), undefined)
      t.equal(gtinFault(gtin14(gtin)), undefined, 'filled up to 14 digits it is the same')
      const index = place % gtin.length
      const wrong = [...gtin].map((digit, n) => (n === index ? (Number(digit) + slip) % 10 : digit)).join('')
      t.ok(gtinFault(wrong), wrong)
    }),
    { numRuns: 200 },
  )
  t.end()
})

function idOfNumber(n: number): string {
  return `01936d2c-7f3a-7c21-b3f4-${n.toString(16).padStart(12, '0')}`
}

function idOf({ id }: { id: string }): string {
  return id
}
