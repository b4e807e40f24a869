import t from 'tap'
import { startPlatform, type TestPlatform } from '../../../../tests/platform/start-platform.ts'
import sample from '../index.ts'

const SUPPLIER = '00000000-0000-7000-8000-000000000011'
const CUSTOMER = '00000000-0000-7000-8000-000000000012'

/** Ten bolts in a bin, and how to let some of them leave. */
async function tenBolts({ administrator: { send } }: TestPlatform) {
  const post = async (url: string, payload: object) => {
    const answer = await send({ method: 'POST', url: `/api/v1${url}`, payload })
    if (answer.status >= 300) throw new Error(`${url}: ${answer.text}`)
    return answer.body
  }
  const company = '00000000-0000-7000-8000-000000000001'
  const site = await post('/locations/sites', {
    company,
    code: 'HAM',
    name: 'Hamburg',
    timeZone: 'Europe/Berlin',
  })
  const { body: places } = await send({ url: `/api/v1/locations?site=${site.id}` })
  const bin = await post('/locations', {
    site: site.id,
    parent: places.data[0].id,
    kind: 'bin',
    code: 'A-01',
  })
  const item = await post('/items', { sku: 'BOLT-8', name: 'Bolt M8', baseUnit: 'each' })
  const move = (kind: string, quantity: number, from: string, to: string) =>
    send({
      method: 'POST',
      url: '/api/v1/ledger/movements',
      payload: {
        mode: 'all',
        movements: [
          { kind, lines: [{ item: item.id, quantity, from: { location: from }, to: { location: to } }] },
        ],
      },
    })
  await move('receipt', 10, SUPPLIER, bin.id)
  return { item, post, leave: (quantity: number) => move('issue', quantity, bin.id, CUSTOMER) }
}

t.test('no more of an item leaves at once than its limit says', async (t) => {
  const platform = await startPlatform(t, { plugins: [sample] })
  const { item, post, leave } = await tenBolts(platform)
  await post('/sample/limits', { item: item.id, largest: 4 })
  t.match(await leave(5), {
    status: 422,
    body: {
      errors: [{ code: 'sample.over_limit', detail: /Only 4 of BOLT-8 may leave at once, 5 were asked/ }],
    },
  })
  t.equal((await leave(4)).status, 200)
})

t.test('what leaves is counted in the transaction in which it leaves', async (t) => {
  const platform = await startPlatform(t, { plugins: [sample] })
  const { item, leave } = await tenBolts(platform)
  await leave(3)
  await leave(2)
  t.equal((await leave(50)).status, 422, 'what is refused is not counted')
  const { body } = await platform.administrator.send({ url: '/api/v1/sample/tallies' })
  t.match(body.data, [{ item: { id: item.id, sku: 'BOLT-8' }, quantity: 5 }])
  for (const { id, offendingRows } of sample.invariants) t.same(await platform.query(offendingRows), [], id)
})

t.test('whoever may not see limits is told so', async (t) => {
  const { stranger } = await startPlatform(t, { plugins: [sample] })
  t.equal((await stranger.send({ url: '/api/v1/sample/limits' })).status, 401)
})
