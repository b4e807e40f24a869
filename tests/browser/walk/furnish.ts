import type { Desk } from '../desk.ts'

const company = '00000000-0000-7000-8000-000000000001'
const supplier = '00000000-0000-7000-8000-000000000011'
const customer = '00000000-0000-7000-8000-000000000012'

type Made = { readonly id: string }

/** Puts a little of everything into a platform, so that no screen of it is without a row. */
export async function furnish({ api, page, url }: Desk): Promise<void> {
  const make = async (path: string, body: object) => (await api<Made>(path, body)).id
  const post = (kind: string, ...lines: object[]) =>
    api('/ledger/movements', { mode: 'all', movements: [{ kind, lines }] })
  const site = await make('/locations/sites', {
    company,
    code: 'LEEDS',
    name: 'Leeds',
    timeZone: 'Europe/London',
  })
  await make('/locations/sites', { company, code: 'UTR', name: 'Utrecht', timeZone: 'Europe/Amsterdam' })
  await api('/locations/layouts', {
    site,
    pattern: {
      code: '{aisle}-{bay:02}-{level}',
      areaCode: '{aisle}',
      aisles: { count: 2, start: 'A', pitch: 4 },
      bays: { count: 6, width: 2.7 },
      levels: { count: 3, height: 1.6 },
    },
  })
  const [bin, other] = (await api<{ data: Made[] }>(`/locations?site=${site}&kind=bin&limit=2`)).data.map(
    ({ id }) => id,
  )
  const goods = await makeGoods(make)
  const at = (place: string | undefined, more: object = {}) => ({ location: place, ...more })
  const unit = await make('/locations/handling-units', { code: 'PALLET-0081', kind: 'pallet', location: bin })
  const { candle, lot, drill, mug } = goods
  await post(
    'receipt',
    { item: candle, lot, quantity: 480, from: at(supplier), to: at(bin) },
    { item: candle, lot, quantity: 96, from: at(supplier), to: at(bin, { handlingUnit: unit }) },
    { item: mug, quantity: 60, from: at(supplier), to: at(other) },
    { item: drill, quantity: 1, serials: ['SN-0001'], from: at(supplier), to: at(other) },
  )
  await post('issue', { item: mug, quantity: 54, from: at(other), to: at(customer) })
  await api('/ledger/transformations', {
    kind: 'kit',
    inputs: [{ item: candle, lot, quantity: 4, from: at(bin) }],
    outputs: [{ item: goods.set, quantity: 1, to: at(bin) }],
  })
  await api('/ledger/holds', { scope: 'lot', subject: lot, blocks: ['leave'], reason: 'label smeared' })
  const demand = { kind: 'by_hand', id: '019a0000-0000-7000-8000-000000000042' }
  await api('/ledger/allocations', {
    mode: 'all',
    allocations: [{ act: 'allocate', demand, item: mug, quantity: 2 }],
  })
  await runShort({ make, api }, { item: mug, site })
  await administer(make, site)
  await page.request.post(`${url}/api/v1/imports?importable=items`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    multipart: {
      file: { name: 'catalogue.csv', mimeType: 'text/csv', buffer: Buffer.from('SKU,Name\nNEW-1,New one\n') },
    },
  })
}

type Make = (path: string, body: object) => Promise<string>

async function makeGoods(make: Make) {
  const item = (sku: string, name: string, more: object = {}) =>
    make('/items', { sku, name, baseUnit: 'each', category: 'Gifts', ...more })
  const candle = await item('GW-11019', 'Beeswax candle, winter spice, 220 g', { hasLots: true })
  const drill = await item('DRILL-7', 'Cordless drill', { serials: 'always' })
  const mug = await item('GW-10417', 'Enamel mug, speckled cream', { gtin: '4006381333931' })
  const set = await item('SET-4', 'Four candles in a box')
  await make('/items/packaging-levels', { item: candle, name: 'case', numerator: 48 })
  const lot = await make('/items/lots', { item: candle, name: 'B77', expiresOn: '2027-10-31' })
  return { candle, drill, mug, set, lot }
}

/** An item below its reorder point, a rule how much of it to reorder, and the decision that came of it. */
async function runShort(
  { make, api }: { make: Make; api: Desk['api'] },
  { item, site }: { item: string; site: string },
): Promise<void> {
  await make('/inventory/reorder-points', { item, site, minimum: 24, target: 96 })
  await make('/host/strategy-bindings', {
    point: 'inventory.reorder_quantity',
    strategy: 'inventory.by_use',
    title: 'Gifts by their use',
    site,
    settings: { days: 14 },
  })
  await api('/inventory/proposals', {})
}

/** What administrators set up. */
async function administer(make: Make, site: string): Promise<void> {
  await make('/access/devices', { name: 'Scanner 7', site })
  await make('/access/api-keys', { name: 'Shop', permissions: ['items.item.read'] })
  await make('/access/owners', { kind: 'client', name: 'Kestrel Teas' })
  await make('/ledger/statuses', { name: 'to_repair', title: 'to repair' })
  await make('/ledger/reasons', { code: 'fair', title: 'Shown at the fair' })
  await make('/host/allowed-targets', { host: 'printer.example.com', port: 9100, note: 'labels' })
  await make('/host/fields', { entity: 'items.item', name: 'colour', kind: 'text', label: 'Colour' })
  await make('/access/users', {
    name: 'Rosa Klein',
    email: 'rosa@example.com',
    password: 'correct horse battery',
    roles: [{ role: '00000000-0000-7000-8000-000000000053' }],
  })
}
