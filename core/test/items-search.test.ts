import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { type Caller, startPlatform, type TestPlatform } from '../src/testing/start-platform.ts'

const URL = '/api/v1/items'
const PAGE = 7

interface Row {
  readonly sku: string
  readonly owner: string | null
}

/** Two clients and whoever works for both, each with a key that may read items. */
async function startShops(scope: Parameters<typeof startPlatform>[0]) {
  const platform = await startPlatform(scope)
  const { administrator, withKey } = platform
  const create = async (url: string, payload: object) => {
    const answer = await administrator.send({ method: 'POST', url: `/api/v1/access${url}`, payload })
    if (answer.status !== 201) throw new Error(answer.text)
    return answer.body
  }
  const anna = (await create('/owners', { kind: 'client', name: 'Anna' })).id as string
  const ben = (await create('/owners', { kind: 'client', name: 'Ben' })).id as string
  const keyFor = async (...owners: string[]) =>
    withKey((await create('/api-keys', { name: 'Shop', permissions: ['items.item.read'], owners })).token)
  return { ...platform, anna, ben, hers: await keyFor(anna), both: await keyFor(anna, ben) }
}

/** By SQL, because thousands of them are made. */
async function keep(
  { query }: Pick<TestPlatform, 'query'>,
  owner: string | null,
  items: readonly { readonly sku: string; readonly name: string }[],
): Promise<void> {
  await query(
    `insert into items.item (id, owner, sku, name, base_unit)
     select gen_random_uuid(), (select no from access.owner where id = $1), w.sku, w.name, 'each'
       from json_to_recordset($2::json) w (sku text, name text)`,
    [owner, JSON.stringify(items)],
  )
}

async function find(caller: Caller, query: Record<string, string>): Promise<string[]> {
  const { status, body, text } = await caller.send<{ data: Row[] }>({ url: URL, query })
  if (status !== 200) throw new Error(text)
  return body.data.map(({ sku }) => sku)
}

t.test('a client finds what is his or the house’s by any part of its words, and nothing else', async (t) => {
  const shops = await startShops(t)
  await keep(shops, shops.anna, [{ sku: 'A-1', name: 'Brass hinge, small' }])
  await keep(shops, shops.ben, [{ sku: 'B-1', name: 'Brass hinge of Ben' }])
  await keep(shops, null, [{ sku: 'H-1', name: 'House hinges' }])
  for (const [q, found] of Object.entries({
    hinge: ['A-1', 'H-1'],
    INGE: ['A-1', 'H-1'],
    'hinge brass': ['A-1'],
    'ss sm': ['A-1'],
    'ge,': ['A-1'],
    'a-1': ['A-1'],
    h: ['A-1', 'H-1'],
    'of ben': [],
    ben: [],
    'b-1': [],
    'hin%e': [],
    brass_hinge: [],
  })) {
    t.same(await find(shops.hers, { q }), found, `"${q}"`)
  }
  t.same(await find(shops.both, { q: 'hinge' }), ['A-1', 'B-1', 'H-1'])
  t.same(await find(shops.administrator, { q: 'hinge' }), ['A-1', 'B-1', 'H-1'])
  t.same(await find(shops.administrator, { q: 'hinge', owner: shops.ben }), ['B-1'])
  const counted = await shops.hers.send({ url: `${URL}?q=hinge&count=true&limit=1` })
  t.match(counted.body, { total: 2, data: { length: 1 } })
})

t.test('a word that very many items have is found like any other, page by page', async (t) => {
  const shops = await startShops(t)
  const many = (letter: string, count: number) =>
    Array.from({ length: count }, (_, n) => ({ sku: `${letter}${5000 + n}`, name: `Crate ${n}` }))
  await keep(shops, shops.anna, many('A', 1_500))
  await keep(shops, shops.ben, many('B', 1_500))
  t.same(await find(shops.hers, { q: 'crate', limit: '3' }), ['A5000', 'A5001', 'A5002'])
  t.same(await find(shops.hers, { q: 'crate', limit: '2', sort: '-sku' }), ['A6499', 'A6498'])
  t.same(await find(shops.hers, { q: 'crate 1499' }), ['A6499'])
  const { body } = await shops.hers.send({ url: `${URL}?q=crate&count=true` })
  t.equal(body.total, 1_500)
})

t.test('the index finds exactly the rows in which the words stand, in any alphabet', async (t) => {
  const shops = await startShops(t)
  const letters = fc.constantFrom(...'aAbBiIİıßäÄσςΣжЖ漢字🙂-_%.,1\\'.match(/./gu)!)
  const word = fc.string({ unit: letters, minLength: 1, maxLength: 5 })
  const names = fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(names, word, async (wished, sought) => {
      await shops.query('delete from items.item')
      const items = wished.map((words, n) => ({ sku: `S${n}`, name: words.join(' ') }))
      await keep(shops, shops.anna, items)
      const pattern = `%${sought.replace(/[\\%_]/g, '\\$&')}%`
      const right = await shops.query<Row>(
        'select sku from items.item where sku ilike $1 or name ilike $1 order by sku',
        [pattern],
      )
      const expected = right.map(({ sku }) => sku)
      t.same(await find(shops.hers, { q: sought }), expected, `"${sought}" in ${JSON.stringify(items)}`)
      t.same(await find(shops.administrator, { q: sought }), expected, sought)
    }),
    { numRuns: 60 },
  )
})

t.test('a search asks the database for entries of one’s own owners alone', async (t) => {
  const { anna, ben, database, query, ...shops } = await startShops(t)
  await keep({ query }, anna, [{ sku: 'A-1', name: 'Oak' }])
  await keep({ query }, ben, [{ sku: 'B-1', name: 'Oak' }])
  await keep({ query }, null, [{ sku: 'H-1', name: 'Oak' }])
  t.ok(shops)
  const [{ no }] = (await query<{ no: number }>('select no from access.owner where id = $1', [anna])) as [
    { no: number },
  ]
  const [{ keys }] = (await query<{ keys: string[] }>("select items.search_keys(7, 'Oak Tub') as keys")) as [
    { keys: string[] },
  ]
  t.same(keys, ['7:oak', '7:tub'], 'every entry begins with the owner')
  const foundAs = async (owners: readonly number[]) =>
    database.transaction({ owners }, async (trx) => {
      const { rows } = await trx.raw("select items.find_items('{oak}', 10) as ids")
      const found = await query<Row>('select sku from items.item where id = any ($1) order by sku', [
        rows[0].ids,
      ])
      return found.map(({ sku }) => sku)
    })
  t.same(await foundAs([no]), ['A-1', 'H-1'])
  t.same(await foundAs([]), ['H-1'])
  await t.rejects(
    database.posting.use((client) => client.query("select items.find_items('{oak}', 10)")),
    { code: '42501' },
    'hooks may not ask it',
  )
})

t.test('no statement leaves an entry of its words for others to read past', async (t) => {
  const { query } = await startPlatform(t)
  const waiting = async () =>
    (await query<{ pages: number }>("select gin_clean_pending_list('items.item_by_words')::int as pages"))[0]!
  const many = Array.from({ length: 300 }, (_, n) => ({ sku: `W-${n}`, name: `Word ${n} of many` }))
  await keep({ query }, null, many)
  t.same(await waiting(), { pages: 0 }, 'after many were made at once')
  await query("update items.item set name = 'Another ' || sku")
  t.same(await waiting(), { pages: 0 }, 'after all were changed')
})

t.test('pages of somebody with several owners are one list in order, whosever rows they are', async (t) => {
  const shops = await startShops(t)
  const skus = Array.from({ length: 60 }, (_, n) => ({ sku: `S${10 + n}`, name: `${randomUUID()} x` }))
  await keep(
    shops,
    shops.anna,
    skus.filter((_, n) => n % 3 === 0),
  )
  await keep(
    shops,
    shops.ben,
    skus.filter((_, n) => n % 3 === 1),
  )
  await keep(
    shops,
    null,
    skus.filter((_, n) => n % 3 === 2),
  )
  // The same SKU in three catalogues: the key decides.
  for (const owner of [shops.anna, shops.ben, null]) await keep(shops, owner, [{ sku: 'S30x', name: 'x' }])
  const all = [...skus.map(({ sku }) => sku), 'S30x', 'S30x', 'S30x'].toSorted()
  const walk = async (caller: Caller, query: Record<string, string>) => {
    const seen: Row[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = { ...query, limit: String(PAGE), ...(cursor && { cursor }) }
      const { body, status, text } = await caller.send({ url: URL, query: page })
      if (status !== 200) throw new Error(text)
      seen.push(...body.data)
      cursor = body.nextCursor
    }
    return seen
  }
  for (const sort of ['sku', '-sku', 'name', 'sku,name']) {
    const mine = await walk(shops.both, { sort })
    const staff = await walk(shops.administrator, { sort })
    t.same(mine, staff, `sorted by ${sort} as the staff see it`)
    t.equal(mine.length, all.length)
  }
  t.same(
    (await walk(shops.both, {})).map(({ sku }) => sku),
    all,
  )
  const staff = await walk(shops.administrator, {})
  t.same(
    await walk(shops.hers, { 'sku[contains]': '3' }),
    staff.filter(({ sku, owner }) => sku.includes('3') && owner !== shops.ben),
  )
})
