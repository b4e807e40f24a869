import t from 'tap'
import { systemActor } from '../src/access/system-actor.ts'
import { createLotService } from '../src/items/lots/lot.service.ts'
import { GTIN, ITEMS, LEVELS, openFloor, type Row, UNKNOWN } from './open-floor.ts'

const LOTS = `${ITEMS}/lots`
const author = { actor: systemActor }

t.test(
  'an item says whether it has lots, serials and a catch weight, until stock of it stands',
  async (t) => {
    const floor = await openFloor(t)
    const ham = await floor.item({ sku: 'HAM', hasLots: true, serials: 'dispatch', catchUnit: 'kg' })
    t.match(ham, { hasLots: true, serials: 'dispatch', catchUnit: 'kg' })
    t.match(await floor.item({ sku: 'NAIL' }), { hasLots: false, serials: 'never', catchUnit: null })
    const refused = [
      [{ serials: 'always', step: 0.5 }, 'items.serials_need_pieces', '/serials'],
      [{ serials: 'always', step: 2 }, 'items.serials_need_pieces', '/serials'],
      [{ serials: 'dispatch', step: 0.5 }, 'items.serials_need_pieces', '/serials'],
      [{ baseUnit: 'kg', catchUnit: 'kg' }, 'items.catch_unit_is_base_unit', '/catchUnit'],
      [{ catchUnit: 'two words' }, 'items.value_unusable', '/catchUnit'],
      [{ serials: 'sometimes' }, 'http.invalid_input', '/serials'],
    ] as const
    for (const [wish, code, pointer] of refused) {
      const { body } = await floor.post(ITEMS, { sku: 'X', name: 'X', ...wish })
      t.match(body, { code, errors: [{ pointer }] }, JSON.stringify(wish))
      t.notMatch(body.detail, /[{}]/)
    }
    t.match((await floor.patch(ITEMS, ham, { step: 0.1 })).body, { code: 'items.serials_need_pieces' })
    const always = (await floor.patch(ITEMS, ham, { serials: 'always' })).body
    t.match(always, { serials: 'always', version: 2 })
    await floor.putSomewhere(ham.id)
    for (const change of [{ hasLots: false }, { serials: 'never' }, { catchUnit: null }]) {
      const { body } = await floor.patch(ITEMS, always, change)
      t.match(body, { status: 409, code: 'items.fixed_by_stock', facts: { sku: 'HAM' } })
      t.match(body.detail, /create a new item/, 'it says what to do')
    }
    t.equal((await floor.patch(ITEMS, always, { serials: 'always', name: 'Ham' })).status, 200)
    const found = (await floor.get(`${ITEMS}?hasLots=true&serials[in]=always,dispatch`)).data
    t.strictSame(found.map(idOf), [ham.id])
  },
)

t.test('a lot is created, read, found by its days, changed, and its story is in the audit', async (t) => {
  const floor = await openFloor(t)
  const milk = await floor.item({ sku: 'MILK', hasLots: true })
  const wish = {
    item: milk.id,
    name: ' B77 ',
    manufacturedOn: '2026-01-02',
    bestBefore: '2026-02-01',
    expiresOn: '2026-02-10',
    retestOn: '2026-01-20',
    attributes: { origin: 'Gruyère', fat: 3.5, organic: true },
  }
  const made = await floor.post(LOTS, wish)
  t.equal(made.status, 201, made.text)
  t.equal(made.headers.etag, '"1"')
  t.match(made.body, { ...wish, name: 'B77', sku: 'MILK', itemName: 'MILK', owner: null, version: 1 })
  t.strictSame(await floor.get(`${LOTS}/${made.body.id}`), made.body)
  const late = (await floor.post(LOTS, { item: milk.id, name: 'b77', expiresOn: '2027-01-01' })).body
  t.ok(late.id, 'b77 is another lot than B77')
  await floor.post(LOTS, { item: milk.id, name: 'C', attributes: {} })
  const names = async (query: string) =>
    (await floor.get(`${LOTS}?${query}`)).data.map(({ name }: { name: string }) => name)
  t.strictSame(await names(`item=${milk.id}&sort=expiresOn&expiresOn[lte]=2026-12-31`), ['B77'])
  t.strictSame(await names('expiresOn[gte]=2026-02-11'), ['b77'])
  t.strictSame(await names('expiresOn[isNull]=true'), ['C'])
  t.strictSame(await names('name=B77'), ['B77'])
  t.strictSame(await names('q=milk%20b77'), ['B77', 'b77'])
  t.strictSame(await names(`item=${milk.id}&sort=-name&limit=1`), ['b77'])
  const changed = await floor.patch(LOTS, made.body, { expiresOn: '2026-02-20', attributes: { fat: 3.6 } })
  t.match(changed.body, { version: 2, expiresOn: '2026-02-20', bestBefore: '2026-02-01' })
  t.strictSame(changed.body.attributes, { fat: 3.6 }, 'attributes are replaced as a whole')
  t.equal((await floor.patch(LOTS, made.body, { name: 'B78' })).status, 412, 'the version was an older one')
  const story = (await floor.get(`/api/v1/access/audit?entityId=${made.body.id}&sort=at`)).data
  t.match(story, [
    { action: 'create', entity: 'items.lot', after: { name: 'B77', item: milk.id } },
    { action: 'change', before: { expiresOn: '2026-02-10' }, after: { expiresOn: '2026-02-20' } },
  ])
})

t.test('what a lot may not be is refused in a sentence that names what stands in the way', async (t) => {
  const floor = await openFloor(t)
  const milk = await floor.item({ sku: 'MILK', hasLots: true })
  const nail = await floor.item({ sku: 'NAIL' })
  const lot = { item: milk.id, name: 'B77', expiresOn: '2026-02-10' }
  const standing = (await floor.post(LOTS, lot)).body
  const days = (manufacturedOn: string, more: object) => ({
    item: milk.id,
    name: 'N',
    manufacturedOn,
    ...more,
  })
  const deep = { origin: { country: 'Peru' } }
  const refused = [
    [lot, 409, 'items.lot_name_taken', '/name'],
    [{ item: nail.id, name: 'N' }, 422, 'items.lots_not_kept', '/item'],
    [{ item: UNKNOWN, name: 'N' }, 422, 'items.item_unknown', '/item'],
    [days('2026-03-01', { expiresOn: '2026-02-01' }), 422, 'items.lot_days_disordered', '/expiresOn'],
    [days('2026-03-01', { bestBefore: '2026-02-01' }), 422, 'items.lot_days_disordered', '/bestBefore'],
    [days('2026-03-01', { retestOn: '2026-02-01' }), 422, 'items.lot_days_disordered', '/retestOn'],
    [days('2026-02-30', {}), 400, 'http.invalid_input', '/manufacturedOn'],
    [{ item: milk.id, name: '\u0007' }, 422, 'items.text_unprintable', '/name'],
    [{ item: milk.id, name: 'N', attributes: deep }, 400, 'http.invalid_input', '/attributes/origin'],
    [{ item: milk.id, name: 'N', attributes: { list: [1] } }, 400, 'http.invalid_input', '/attributes/list'],
    [{ item: milk.id, name: 'N', attributes: { ' ': 1 } }, 422, 'items.text_unprintable', '/attributes'],
    [{ item: milk.id, name: 'N', attributes: { a: 1, ' a': 2 } }, 422, 'items.twice_in_batch', '/attributes'],
    [{ item: milk.id, name: 'N', attributes: manyAttributes(41) }, 400, 'http.invalid_input', '/attributes'],
    [{ item: milk.id, name: 'N', colour: 'red' }, 400, 'http.invalid_input', '/colour'],
  ] as const
  for (const [payload, status, code, pointer] of refused) {
    const { body } = await floor.post(LOTS, payload)
    t.match(body, { status, code, errors: [{ pointer }] }, JSON.stringify(payload).slice(0, 120))
    t.notMatch(body.detail, /[{}]/)
  }
  const clash = (await floor.post(LOTS, lot)).body
  t.match(clash.detail, /MILK has a lot B77 already, which expires on 2026-02-10/)
  t.equal(clash.facts.lot, standing.id)
  const other = (await floor.post(LOTS, { item: milk.id, name: 'B78', manufacturedOn: '2026-01-01' })).body
  t.match((await floor.patch(LOTS, other, { name: 'B77' })).body, { code: 'items.lot_name_taken' })
  t.match((await floor.patch(LOTS, other, { expiresOn: '2025-12-31' })).body, {
    code: 'items.lot_days_disordered',
  })
  t.equal((await floor.get(`${LOTS}?count=true`)).total, 2, 'nothing half-written')
})

t.test(
  'receiving asks for lots by name: what stands is found, the rest is made, and no dates are mixed',
  async (t) => {
    const floor = await openFloor(t)
    const lots = createLotService()
    const milk = await floor.item({ sku: 'MILK', hasLots: true })
    const bread = await floor.item({ sku: 'BREAD', hasLots: true })
    const ask = (wishes: Parameters<typeof lots.getOrCreate>[2]) =>
      floor.database.transaction({ owners: 'all' }, (trx) => lots.getOrCreate(trx, author, wishes))
    const [first, twin, other] = await ask([
      { item: milk.id, name: 'A1', expiresOn: '2026-05-01' },
      { item: milk.id, name: ' A1' },
      { item: bread.id, name: 'A1' },
    ])
    t.match(first, { isNew: true, lot: { name: 'A1', expiresOn: '2026-05-01' } })
    t.equal(twin!.lot.id, first!.lot.id, 'one name of one item is one lot')
    t.not(other!.lot.id, first!.lot.id, 'the same name on another item is another lot')
    const [again] = await ask([{ item: milk.id, name: 'A1', expiresOn: '2026-05-01' }])
    t.match(again, { isNew: false, lot: { id: first!.lot.id } })
    await t.rejects(ask([{ item: milk.id, name: 'A1', expiresOn: '2026-06-01' }]), {
      code: 'items.lot_differs',
      facts: { day: 'expiry', stands: '2026-05-01', wished: '2026-06-01' },
    })
    const many = Array.from({ length: 3_000 }, (_, n) => ({ item: milk.id, name: `M${n}` }))
    t.equal((await ask(many)).filter(({ isNew }) => isNew).length, 3_000)
    const race = await Promise.all([1, 2, 3, 4].map(() => ask([{ item: bread.id, name: 'RUSH' }])))
    t.equal(new Set(race.map(([lot]) => lot!.lot.id)).size, 1, 'four docks at once make one lot')
    t.equal(race.filter(([lot]) => lot!.isNew).length, 1)
    const id = '01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f'
    const create = (wish: object) => floor.post(LOTS, { id, item: milk.id, name: 'SENT TWICE', ...wish })
    t.equal((await create({})).status, 201)
    t.equal((await create({})).status, 200)
    t.match((await create({ retestOn: '2026-01-01' })).body, { code: 'items.lot_id_taken' })
  },
)

t.test('a client sees, makes and changes lots and levels of his own items alone', async (t) => {
  const floor = await openFloor(t)
  const [anna, ben] = [await floor.client('Anna'), await floor.client('Ben')]
  const item = (owner: string | null, sku: string) => floor.item({ sku, owner, hasLots: true })
  const [hers, his, house] = [await item(anna, 'H'), await item(ben, 'B'), await item(null, 'HOUSE')]
  const things = async ({ id }: { id: string }) => ({
    lot: (await floor.post(LOTS, { item: id, name: 'L1' })).body,
    level: (await floor.post(LEVELS, { item: id, name: 'case', numerator: 12, gtin: GTIN })).body,
  })
  const [ofHers, ofHis, ofHouse] = [await things(hers), await things(his), await things(house)]
  t.ok(ofHers.level.id && ofHis.level.id && ofHouse.level.id, 'three catalogues may know one GTIN')
  const rights = ['items.item.read', 'items.item.write', 'items.lot.read', 'items.lot.write']
  const { token } = (
    await floor.post('/api/v1/access/api-keys', {
      name: 'Anna’s shop',
      permissions: rights,
      owners: [anna],
    })
  ).body
  const key = floor.withKey(token)
  for (const [url, mine, foreign, houses] of [
    [LOTS, ofHers.lot, ofHis.lot, ofHouse.lot],
    [LEVELS, ofHers.level, ofHis.level, ofHouse.level],
  ] as const) {
    const seen = (await key.send({ url: `${url}?sort=-createdAt` })).body.data.map(idOf)
    t.strictSame(seen.toSorted(), [mine.id, houses.id].toSorted())
    t.equal((await key.send({ url: `${url}/${foreign.id}` })).status, 404)
    const patch = (id: string) =>
      key.send({
        method: 'PATCH',
        url: `${url}/${id}`,
        headers: { 'if-match': '"1"' },
        payload: { name: 'N' },
      })
    t.equal((await patch(foreign.id)).status, 404)
    t.match((await patch(houses.id)).body, { status: 403, code: 'items.belongs_to_house' })
    t.equal((await patch(mine.id)).status, 200)
    const post = (payload: object) => key.send({ method: 'POST', url, payload })
    const wish = { name: 'NEW', ...(url === LEVELS ? { numerator: 3 } : {}) }
    t.match((await post({ item: his.id, ...wish })).body, { code: 'items.item_unknown' })
    t.match((await post({ item: house.id, ...wish })).body, { code: 'items.belongs_to_house' })
    t.equal((await post({ item: hers.id, ...wish })).status, 201)
  }
})

function manyAttributes(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`a${n}`, n]))
}

function idOf({ id }: Row): string {
  return id
}
