import { examine, startPlatform, type TestPlatform, tenBolts } from '@stowage/sdk/testing'
import t from 'tap'
import plugin from '../index.ts'

const rowsOf = async ({ administrator }: TestPlatform, path: string) =>
  (await administrator.send({ url: `/api/v1/sample${path}` })).body.data

t.test('it keeps what every plugin promises', async (t) => {
  const findings = await examine(t, plugin, {
    fill: ({ create, item }) => create('/sample/limits', { item, largest: 4 }),
  })
  for (const { sentence, faults } of findings) t.same(faults, [], sentence)
})

t.test('no more of an item leaves at once than its limit says', async (t) => {
  const platform = await startPlatform(t, { plugins: [plugin] })
  const { item, create, issue } = await tenBolts(platform)
  await create('/sample/limits', { item, largest: 4 })
  t.match(await issue(5), {
    status: 422,
    body: {
      errors: [{ code: 'sample.over_limit', detail: /Only 4 of BOLT-8 may leave at once, 5 were asked/ }],
    },
  })
  t.equal((await issue(4)).status, 200)
  const { body } = await platform.administrator.send({
    method: 'POST',
    url: '/api/v1/sample/limits',
    payload: { item, largest: 1 },
    headers: { 'accept-language': 'fr' },
  })
  t.match(body, { code: 'sample.limit_taken', detail: /déjà une limite/ })
})

t.test('what leaves is written down in the transaction in which it leaves', async (t) => {
  const platform = await startPlatform(t, { plugins: [plugin] })
  const { item, issue } = await tenBolts(platform)
  await issue(3)
  t.equal((await issue(50)).status, 422, 'what is refused does not leave')
  t.match(await rowsOf(platform, '/departures'), [{ item: { id: item, sku: 'BOLT-8' }, quantity: 3 }])
})

t.test('a bin that the last bolt left is told of, until it is filled or long ago', async (t) => {
  const platform = await startPlatform(t, { plugins: [plugin] })
  const { bin, issue, receive } = await tenBolts(platform)
  await issue(10)
  await platform.settle()
  t.match(await rowsOf(platform, '/dry-bins'), [
    { location: { id: bin, code: 'A-01' }, item: { sku: 'BOLT-8' } },
  ])
  t.same(await rowsOf(platform, '/advice'), [{ name: 'refill', sentence: 'Fill it up from the reserve.' }])
  await receive(1)
  t.same(await rowsOf(platform, '/dry-bins'), [], 'it was filled')

  await platform.query(`update "sample".dry_bin set at = now() - interval '31 days'`)
  await platform.runJob('sample.forget')
  t.same(await platform.query('select * from "sample".dry_bin'), [], 'it is long ago')
})

t.test('where an administrator says so, stock is kept in the fullest bin first', async (t) => {
  const platform = await startPlatform(t, { plugins: [plugin] })
  const { bin, create, addBin, move, item } = await tenBolts(platform)
  const fuller = await addBin('A-02')
  await move({ kind: 'transfer', quantity: 7, from: bin, to: fuller })
  await create('/host/strategy-bindings', { point: 'ledger.allocate', strategy: 'sample.fullest_first' })
  const allocations = [{ act: 'allocate', demand: { kind: 'order', id: item }, item, quantity: 2 }]
  await create('/ledger/allocations', { mode: 'all', allocations })
  const { body } = await platform.administrator.send({ url: '/api/v1/ledger/allocations' })
  t.match(body.data, [{ location: { code: 'A-02' }, quantity: 2 }])
})
