import type { Transaction } from '@stowage/sdk'
import type { Author } from '../../audit/record-change.ts'
import { createReason } from '../../ledger/reasons/reason.ts'
import { lettersOf } from '../../locations/layouts/code-template.ts'
import type { DemoOptions } from '../demo-options.ts'
import type { RetailItem } from './catalogue.ts'
import type { ItemPlace } from './history-movements.ts'
import { remarkReasons } from './remark-reasons.ts'
import { shopTimeZone } from './row-reader.ts'

const house = '00000000-0000-7000-8000-000000000001'
const siteCode = 'RETAIL'
/** An aisle of the building; as many are laid out as the items need. */
const aisle = { bays: 15, levels: 5, positions: 4 }
const binsPerAisle = aisle.bays * aisle.levels * aisle.positions

/**
 * Makes the site, a bin for each item, the items and the reasons, all or nothing. What an earlier run has
 * made, or stands in the catalogue under the same SKU, is taken as it is.
 */
export async function prepareRetail(
  options: DemoOptions,
  items: readonly RetailItem[],
): Promise<ItemPlace[]> {
  const { database, actor, services } = options
  const author = { actor }
  const places = await database.transaction(actor, async (trx) => {
    const bins = await makeBins(trx, author, options, items.length)
    const ids = await makeItems(trx, author, options, items)
    await makeReasons(trx, author)
    return ids.map((item, n) => ({ item, bin: bins[n]! }))
  })
  services.ledger.forgetReferences()
  return places
}

async function makeBins(
  trx: Transaction,
  author: Author,
  { services }: DemoOptions,
  count: number,
): Promise<string[]> {
  const { locations } = services
  const wish = { company: house, code: siteCode, name: 'Gift wholesaler', timeZone: shopTimeZone }
  const found = await trx('locations.site').where({ code: siteCode }).first('id', 'no')
  const site = found ?? (await locations.createSite(trx, author, wish)).row
  const standing = await binsOf(trx, site.no)
  if (standing.length >= count) return standing
  const first = Math.ceil(standing.length / binsPerAisle)
  await locations.layOut(trx, author, {
    site: site.id,
    pattern: {
      code: '{aisle}-{bay:02}-{level}-{position}',
      areaCode: '{aisle}',
      aisles: { count: Math.ceil(count / binsPerAisle) - first, start: lettersOf(first), pitch: 4 },
      bays: { count: aisle.bays, width: 1.2 },
      levels: { count: aisle.levels, height: 0.5 },
      positions: { count: aisle.positions },
    },
  })
  return binsOf(trx, site.no)
}

/** In the order of their codes, so that an item gets the same bin again. */
async function binsOf(trx: Transaction, site: number): Promise<string[]> {
  const rows = await trx('locations.location').where({ site, kind: 'bin' }).orderBy('code').select('id')
  return rows.map(({ id }) => id)
}

async function makeItems(
  trx: Transaction,
  author: Author,
  { services }: DemoOptions,
  items: readonly RetailItem[],
): Promise<string[]> {
  const found = await trx.raw<{ rows: { id: string; sku: string }[] }>(
    'select id, lower(sku) as sku from items.item where owner is null and lower(sku) = any (?::text[])',
    [items.map(({ sku }) => sku.toLowerCase())],
  )
  const known = new Map(found.rows.map(({ id, sku }) => [sku, id]))
  const missing = items.filter(({ sku }) => !known.has(sku.toLowerCase()))
  for (let from = 0; from < missing.length; from += 5000) {
    const wishes = missing.slice(from, from + 5000).map(({ sku, name }) => ({ sku, name, category: 'Gifts' }))
    for (const { item } of await services.items.createMany(trx, author, wishes)) {
      known.set(item.sku.toLowerCase(), item.id)
    }
  }
  return items.map(({ sku }) => known.get(sku.toLowerCase())!)
}

async function makeReasons(trx: Transaction, author: Author): Promise<void> {
  const standing = new Set((await trx('ledger.reason').select('code')).map(({ code }) => code))
  for (const reason of remarkReasons) if (!standing.has(reason.code)) await createReason(trx, author, reason)
}
