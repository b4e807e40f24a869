import { readFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildAdminEntry } from '@stowage/sdk/admin-build'
import { COMPANY, CUSTOMER, SUPPLIER } from '@stowage/sdk/testing'
import t from 'tap'
import traceability from '../../plugins/traceability/index.ts'
import { openDesk } from './desk.ts'
import { ownFolder } from './own-folder.ts'

const out = ownFolder()
const entry = fileURLToPath(new URL('../../plugins/traceability/admin/index.tsx', import.meta.url))
await buildAdminEntry({ entry, out })
const built = { ...traceability, admin: { ...traceability.admin, entry: pathToFileURL(`${out}/`) } }
const desk = await openDesk(t, { plugins: [built] })
const { page, url } = desk
await page.goto(url)
await desk.logIn()
const create = async (path: string, payload: object) => (await desk.api<{ id: string }>(path, payload)).id

/** Grain of two lots becomes bread, of which some is packed in a crate, some sent, and some back. */
const site = await create('/locations/sites', {
  company: COMPANY,
  code: 'MILL',
  name: 'Mill',
  timeZone: 'UTC',
})
const bin = { location: await create('/locations', { site, kind: 'bin', code: 'A-01' }) }
const item = (sku: string) =>
  create('/items', { sku, name: sku.toLowerCase(), baseUnit: 'kg', hasLots: true })
const [grain, bread] = [await item('GRAIN'), await item('BREAD')]
const lot = (of: string, name: string) => create('/items/lots', { item: of, name })
const [g1, g2, b1] = [await lot(grain, 'G-1'), await lot(grain, 'G-2'), await lot(bread, 'B-1')]
const crate = await create('/locations/handling-units', { code: 'CRATE-1', ...bin })
const move = (kind: string, line: object, type: string, id: string) =>
  desk.api('/ledger/movements', { mode: 'all', movements: [{ kind, lines: [line], source: { type, id } }] })
const [supplier, customer] = [{ location: SUPPLIER }, { location: CUSTOMER }]
await move('receipt', { item: grain, lot: g1, quantity: 60, from: supplier, to: bin }, 'purchase', 'PO-1')
await move('receipt', { item: grain, lot: g2, quantity: 40, from: supplier, to: bin }, 'purchase', 'PO-2')
await create('/ledger/transformations', {
  kind: 'production',
  inputs: [
    { item: grain, lot: g1, quantity: 60, from: bin },
    { item: grain, lot: g2, quantity: 30, from: bin },
  ],
  outputs: [{ item: bread, lot: b1, quantity: 80, to: bin }],
})
await create('/ledger/transformations', {
  kind: 'split',
  inputs: [{ item: bread, lot: b1, quantity: 20, from: bin }],
  outputs: [{ item: bread, lot: b1, quantity: 20, to: { ...bin, handlingUnit: crate } }],
})
const loaves = { item: bread, lot: b1, to: customer }
await move('issue', { ...loaves, quantity: 30, from: bin }, 'order', 'SO-1')
await move('issue', { ...loaves, quantity: 5, from: { ...bin, handlingUnit: crate } }, 'order', 'SO-2')
await move('return', { item: bread, lot: b1, quantity: 10, from: customer, to: bin }, 'order', 'SO-1')
const drawing = page.getByRole('region', { name: 'The way of the goods' })
const departures = page.getByRole('region', { name: 'Went to' })

await t.test(
  'from the screen of a lot one sees who was sent what was made of it, and what came back',
  async (test) => {
    await page.goto(`${url}/lots/${g1}/show`)
    await page
      .getByRole('region', { name: 'Trace', exact: true })
      .getByRole('link', { name: 'Trace' })
      .click()
    await drawing.getByRole('link', { name: /SO-1/ }).waitFor()
    await departures.getByRole('cell', { name: 'SO-2' }).waitFor()
    test.equal(await departures.getByRole('row').count(), 3, 'two orders beneath the heads')
    await departures.getByRole('row', { name: /SO-1.*30 kg.*10 kg/ }).waitFor()
    const totals = page.getByRole('region', { name: 'What became of it' })
    await totals.getByRole('row', { name: /B-1.*35 kg.*10 kg.*25 kg.*0 kg.*55 kg/ }).waitFor()
    await page.getByRole('region', { name: 'Is now at' }).getByText('CRATE-1').waitFor()
    test.same(await desk.violations(), [], 'axe finds nothing')
  },
)

await t.test('who is to be called in is saved for a spreadsheet', async (test) => {
  for (const name of ['Is now at', 'Came from']) {
    const table = page.getByRole('region', { name })
    await table.getByRole('link', { name: 'XLSX' }).waitFor()
  }
  const saved = page.waitForEvent('download')
  await departures.getByRole('link', { name: 'CSV' }).click()
  const lines = (await readFile(await (await saved).path(), 'utf8')).trim().split('\r\n')
  test.match(lines[0], /^source.id,source.type,movement/)
  test.match(lines[1], /^SO-1,order,.*,30,.*,BREAD,bread,kg,.*,B-1,.*,10$/)
  test.match(lines[2], /^SO-2,order,.*,5,.*,B-1,.*,CRATE-1,.*,0$/)
  test.equal(lines.length, 3)
})

await t.test('each box of the drawing leads to its screen, also by the keyboard', async (test) => {
  await drawing.getByRole('link', { name: /B-1/ }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(`${url}/lots/${b1}/show`)
  test.equal(new URL(page.url()).pathname, `/lots/${b1}/show`)
})

await t.test(
  'a unit is picked by its label, and on a narrow screen the drawing scrolls in itself',
  async (test) => {
    await page.setViewportSize({ width: 360, height: 740 })
    await page.goto(`${url}/x/traceability/trace`)
    await page.getByText('Pick or scan a lot').waitFor()
    await page.getByRole('combobox', { name: 'What' }).click()
    await page.getByRole('option', { name: 'Handling unit' }).click()
    const field = page.getByRole('combobox', { name: 'Handling unit' }).last()
    await field.fill('CRATE-1')
    await page.getByRole('option', { name: /CRATE-1/ }).click()
    await drawing.getByRole('link', { name: /CRATE-1/ }).waitFor()
    await departures.getByRole('cell', { name: 'SO-2' }).waitFor()
    test.equal(await departures.getByRole('row').count(), 2, 'its own customer alone')
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
    test.ok(wide <= 360, `the page itself does not scroll sideways: ${wide}`)
    test.same(await desk.violations(), [], 'axe finds nothing')
  },
)
