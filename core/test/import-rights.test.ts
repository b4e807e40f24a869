import { definePlugin, type ImportAddition } from '@stowage/sdk'
import t from 'tap'
import { Type } from 'typebox'
import { openImportDesk } from './import-desk.ts'

const cold = definePlugin({
  name: 'cold',
  version: '0.1.0',
  requires: { plugins: { items: '^0.1.0' } },
  permissions: { 'cold.secret.see': 'See what is secret' },
  fields: {
    'items.item': Type.Object({
      maximum: Type.Number({ title: 'Warmest', minimum: -50, maximum: 50, 'x-filter': true } as never),
      secret: Type.Optional(Type.String({ title: 'Secret', 'x-permission': 'cold.secret.see' } as never)),
    }),
  },
})

t.test('what plugins keep of items are columns like the others, for those who may say them', async (t) => {
  const desk = await openImportDesk(t, [cold])
  const { administrator, withKey } = desk.platform
  const file = 'sku,name,Warmest,Secret\nA,Milk,8,x\nB,Ice,-18,\nC,Fire,900,\n'
  const { body } = await desk.upload('items', file)
  t.match(body.mapping, { 'fields.cold.maximum': { index: 2 }, 'fields.cold.secret': { index: 3 } })
  t.match(await desk.command(body.id, 'check'), { checked: { created: 2, refused: 1 } })
  t.match((await desk.refused(body.id))[0].problems, [{ code: 'imports.value_out_of_range', index: 2 }])
  await desk.command(body.id, 'run')
  const listed = await administrator.send({ url: '/api/v1/items?sort=sku' })
  t.match(listed.body.data, [
    { sku: 'A', fields: { cold: { maximum: 8, secret: 'x' } } },
    { sku: 'B', fields: { cold: { maximum: -18, secret: null } } },
  ])
  const audit = await administrator.send({ url: `/api/v1/access/audit?entityId=${listed.body.data[0].id}` })
  t.match(audit.body.data, [{ after: { fields: { cold: { maximum: 8 } } } }])
  const again = await desk.upload('items', 'sku,Warmest\nA,8\nB,-20\n')
  t.match(await desk.command(again.body.id, 'check'), { checked: { unchanged: 1, updated: 1 } })
  await desk.command(again.body.id, 'run')
  t.match((await administrator.send({ url: '/api/v1/items?fields.cold.maximum=-20' })).body.data, [
    { sku: 'B' },
  ])

  const key = await administrator.send({
    method: 'POST',
    url: '/api/v1/access/api-keys',
    payload: {
      name: 'Half',
      permissions: ['imports.import.read', 'imports.import.write', 'items.item.write'],
    },
  })
  const half = withKey(key.body.token)
  const theirs = await desk.upload('items', file, 'half.csv', half)
  t.equal(theirs.body.mapping['fields.cold.secret'], undefined)
  const asked = await desk.change(
    theirs.body.id,
    { mapping: { sku: { index: 0 }, 'fields.cold.secret': { index: 3 } } },
    half,
  )
  t.match(asked.body, { code: 'imports.column_unknown' })
})

t.test('whoever may not write something by hand may not import it, now or when it runs', async (t) => {
  const desk = await openImportDesk(t)
  const { administrator, withKey, query } = desk.platform
  const permissions = ['imports.import.read', 'imports.import.write', 'items.item.read', 'items.item.write']
  const made = await administrator.send({
    method: 'POST',
    url: '/api/v1/access/api-keys',
    payload: { name: 'Clerk', permissions },
  })
  const clerk = withKey(made.body.token)
  t.match((await desk.upload('stock', 'a,b\n1,2\n', 's.csv', clerk)).body, { code: 'http.forbidden' })
  t.equal((await desk.upload('items', 'sku,name\nA,x\n', 'i.csv', desk.platform.stranger)).status, 401)
  const kinds = await clerk.send({ url: '/api/v1/imports/importables' })
  t.same(
    kinds.body.data.map(({ name }: { name: string }) => name),
    ['items', 'packaging-levels'],
  )
  const { body } = await desk.upload('items', 'sku,name\nA,x\n', 'i.csv', clerk)
  t.match(await desk.command(body.id, 'check', {}, clerk), { state: 'checked' })
  await query("update access.api_key set permissions = array['imports.import.write', 'imports.import.read']")
  t.match((await clerk.send({ method: 'POST', url: `/api/v1/imports/${body.id}/run`, payload: {} })).body, {
    code: 'http.forbidden',
  })
  t.match(await query('select count(*)::int as count from items.item'), [{ count: 0 }])
})

t.test('a client imports into his own catalogue, and sees no import but his own', async (t) => {
  const desk = await openImportDesk(t)
  const { administrator, withKey } = desk.platform
  const owner = async (name: string) =>
    (
      await administrator.send({
        method: 'POST',
        url: '/api/v1/access/owners',
        payload: { kind: 'client', name },
      })
    ).body.id
  const [ours, theirs] = [await owner('Ours'), await owner('Theirs')]
  const permissions = ['imports.import.read', 'imports.import.write', 'items.item.read', 'items.item.write']
  const key = await administrator.send({
    method: 'POST',
    url: '/api/v1/access/api-keys',
    payload: { name: 'Client', permissions, owners: [ours] },
  })
  const client = withKey(key.body.token)
  const mine = await desk.upload('items', 'sku,name,owner\nA,x,\nB,y,Theirs\nC,z,ours\n', 'm.csv', client)
  t.equal(mine.status, 201, JSON.stringify(mine.body))
  await desk.command(mine.body.id, 'check', {}, client)
  t.match(await desk.command(mine.body.id, 'run', {}, client), { created: 2, refused: 1 })
  t.match((await desk.refused(mine.body.id, client))[0].problems, [
    { code: 'items.owner_unknown', column: 'owner' },
  ])
  const items = (await administrator.send({ url: '/api/v1/items' })).body.data
  t.same(
    items.map(({ owner }: { owner: string }) => owner),
    [ours, ours],
  )
  const house = await desk.upload('items', 'sku,name,owner\nH,x,Theirs\n')
  t.equal((await client.send({ url: `/api/v1/imports/${house.body.id}` })).status, 404)
  t.same((await client.send({ url: '/api/v1/imports' })).body.data.length, 1)
  await desk.command(house.body.id, 'check')
  await desk.command(house.body.id, 'run')
  t.match((await administrator.send({ url: '/api/v1/items?sku=H' })).body.data, [{ owner: theirs }])
})

t.test('all rows go in or none, and a mapping is remembered', async (t) => {
  const desk = await openImportDesk(t)
  const { administrator } = desk.platform
  const { body } = await desk.upload('items', 'Nummer;Bez\nA;Mutter\nB;\n')
  t.match(body, { mapping: {} })
  t.match(await desk.command(body.id, 'check'), { code: 'imports.column_not_mapped' })
  await desk.change(body.id, {
    mapping: { sku: { index: 0 }, name: { index: 1 }, baseUnit: { constant: 'kg' } },
  })
  await desk.command(body.id, 'check')
  const stopped = await desk.command(body.id, 'run', { isAtomic: true })
  t.match(stopped, { state: 'failed', created: 0, refused: 1, failure: { code: 'imports.nothing_went_in' } })
  t.equal((await administrator.send({ url: '/api/v1/items' })).body.data.length, 0)
  await administrator.send({
    method: 'PUT',
    url: `/api/v1/imports/${body.id}/refused-rows/3`,
    payload: { cells: { 1: 'Schraube' } },
  })
  t.match(await desk.command(body.id, 'check'), { checked: { created: 2, refused: 0 } })
  t.match(await desk.command(body.id, 'run', { isAtomic: true }), { state: 'done', created: 2 })
  const next = await desk.upload('items', 'Bez;Nummer\nNagel;C\n')
  t.match(next.body.mapping, { sku: { index: 1 }, name: { index: 0 }, baseUnit: { constant: 'kg' } })
  const same = await desk.upload('items', 'Nummer;Bez\nA;Mutter\nB;\n')
  t.match(same.body.sameFile, { id: body.id })
  t.equal(
    (await administrator.send({ method: 'DELETE', url: `/api/v1/imports/${same.body.id}` })).status,
    204,
  )
  t.match((await administrator.send({ method: 'DELETE', url: `/api/v1/imports/${body.id}` })).body, {
    code: 'imports.not_now',
  })
})

t.test('a plugin says what rows can become, and a mistake in it stops the boot', async (t) => {
  const seen: unknown[] = []
  const pets: ImportAddition = {
    name: 'pets',
    title: 'Pets',
    permission: 'pets.pet.write',
    row: Type.Object({ name: Type.String({ title: 'Name' }) }),
    keyOf: ({ name }) => name,
    async write(_trx, { rows, isDryRun }) {
      if (!isDryRun) seen.push(...rows.map(({ values }) => values))
      return rows.map(() => ({ status: 'created' as const }))
    },
  }
  const plugin = (addition: object) =>
    definePlugin({
      name: 'pets',
      version: '0.1.0',
      permissions: { 'pets.pet.write': 'Keep pets' },
      adds: { import: [addition] },
    })
  const desk = await openImportDesk(t, [plugin(pets)])
  const { body } = await desk.upload('pets', 'name\nRex\n')
  await desk.command(body.id, 'check')
  await desk.command(body.id, 'run')
  t.same(seen, [{ name: 'Rex' }])
  const { write, ...mute } = pets
  await t.rejects(openImportDesk(t, [plugin(mute)]), { code: 'host.import_invalid' })
})
