import t from 'tap'
import { orderPlugins } from '../../core/src/app.ts'
import { migrate } from '../../core/src/database/migrate.ts'
import { startPlatform } from '../../core/src/testing/start-platform.ts'
import inventory from '../../plugins/inventory/index.ts'

const COMPANY = '00000000-0000-7000-8000-000000000001'

t.test('reorder points that were the house’s become his whose item it is', async (t) => {
  const { administrator, query, access } = await startPlatform(t, { plugins: [inventory] })
  const create = async (path: string, payload: object): Promise<string> => {
    const { status, body, text } = await administrator.send({
      method: 'POST',
      url: `/api/v1${path}`,
      payload,
    })
    if (status !== 201) throw new Error(text)
    return body.id
  }
  const site = await create('/locations/sites', {
    company: COMPANY,
    code: 'S1',
    name: 'Main',
    timeZone: 'UTC',
  })
  const anna = await create('/access/owners', { kind: 'client', name: 'Anna' })
  const tea = await create('/items', { sku: 'TEA', name: 'Tea', baseUnit: 'each', owner: anna })
  const bolts = await create('/items', { sku: 'BOLT', name: 'Bolt', baseUnit: 'each' })
  const [hers, ours] = [
    await create('/inventory/reorder-points', { item: tea, site, minimum: 5 }),
    await create('/inventory/reorder-points', { item: bolts, site, minimum: 5 }),
  ]
  // As it stood before they had the owner of their item.
  await query('update inventory.reorder_point set owner = null')
  await query("delete from core.migration where plugin = 'inventory' and id = '0004_give_points_to_owners'")
  await migrate({ access, plugins: orderPlugins({ plugins: [inventory] }) })
  const ownerOf = async (id: string) =>
    (await administrator.send({ url: `/api/v1/inventory/reorder-points/${id}` })).body.owner
  t.equal(await ownerOf(hers), anna)
  t.equal(await ownerOf(ours), null)
})
