import type { PluginDeclaration } from '@stowage/sdk'
import t from 'tap'
import { Type } from 'typebox'
import { type Caller, startPlatform } from '../src/testing/start-platform.ts'

const prices: PluginDeclaration = {
  name: 'price',
  version: '1.0.0',
  migrations: new URL('./price-migrations/', import.meta.url),
  tables: { price: { rows: 'house', write: 'routes' } },
  permissions: {
    'price.price.read': 'See prices',
    'price.price.write': 'Set prices',
    'price.cost.see': 'See costs',
  },
  resources: {
    price: {
      title: 'Price',
      titlePlural: 'Prices',
      path: '',
      members: Type.Object({
        item: Type.String({ format: 'uuid' }),
        label: Type.String(),
        supplier: Type.Optional(Type.String({ 'x-permission': 'price.cost.see' })),
      }),
      permissions: { read: 'price.price.read', write: 'price.price.write' },
      search: ['label', 'supplier'],
    },
  },
}

t.test(
  'one search finds in all lists what its caller may see, each under the rights of its permission',
  async (t) => {
    const { administrator, withKey, stranger } = await startPlatform(t, { plugins: [prices] })
    const create = async (url: string, payload: object) => {
      const answer = await administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })
      if (answer.status >= 300) throw new Error(answer.text)
      return answer.body
    }
    const anna = await create('/access/owners', { kind: 'client', name: 'Anna' })
    const ben = await create('/access/owners', { kind: 'client', name: 'Ben' })
    const lamp = await create('/items', { sku: 'LAMP', name: 'Lamp', owner: anna.id, hasLots: true })
    await create('/items', { sku: 'LAMP', name: 'Lamp of Ben', owner: ben.id })
    await create('/items/lots', { item: lamp.id, name: 'LAMP-2026' })
    await create('/locations/handling-units', { code: 'LAMPTOTE' })
    await create('/price', { item: lamp.id, label: 'Lamp in shops', supplier: 'Zephyr' })
    const search = async (caller: Caller, q: string, language = 'en') => {
      const headers = { 'accept-language': language }
      const { body } = await caller.send({ url: `/api/v1/host/search?q=${encodeURIComponent(q)}`, headers })
      return body.data as {
        name: string
        title: string
        hits: { label: string; detail: string }[]
        isMore: boolean
      }[]
    }
    const keyOf = async (permissions: string[], owners: string[] | null = null) => {
      const { token } = await create('/access/api-keys', { name: 'Key', permissions, owners })
      return withKey(token)
    }

    const all = await search(administrator, 'lamp')
    t.strictSame(
      all.map(({ name, hits }) => [name, hits.length]),
      [
        ['items', 2],
        ['lots', 1],
        ['handling-units', 1],
        ['price', 1],
      ],
    )
    t.match(all[1], { title: 'Lots', hits: [{ label: 'LAMP-2026', detail: 'Lamp' }], isMore: false })
    t.match((await search(administrator, 'lamp', 'fr'))[0], { title: 'Articles' })
    t.strictSame(await search(administrator, 'nothing like it'), [])

    const hers = await search(await keyOf(['items.item.read'], [anna.id]), 'lamp')
    t.match(
      hers,
      [{ name: 'items', hits: [{ label: 'LAMP', detail: 'Lamp' }] }],
      'her own item, and no other list',
    )
    t.equal(hers.length, 1)
    t.strictSame(await search(await keyOf(['price.price.read']), 'zephyr'), [], 'not by what she may not see')
    t.strictSame(await search(await keyOf(['access.owner.read']), 'lamp'), [])

    for (let number = 0; number < 6; number += 1)
      await create('/items', { sku: `BULB-${number}`, name: 'Bulb' })
    const [bulbs] = await search(administrator, 'bulb')
    t.equal(bulbs!.hits.length, 5)
    t.ok(bulbs!.isMore)
    t.equal((await stranger.send({ url: '/api/v1/host/search?q=lamp' })).status, 401)
    t.equal((await administrator.send({ url: '/api/v1/host/search?q=l' })).status, 400)
  },
)
