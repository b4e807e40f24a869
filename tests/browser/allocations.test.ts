import t from 'tap'
import { openDesk } from './desk.ts'

const company = '00000000-0000-7000-8000-000000000001'
const supplier = '00000000-0000-7000-8000-000000000011'

const desk = await openDesk(t)
const { page, url, api } = desk
const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click()

await t.test('stock is kept aside by hand, and let go of again', async (test) => {
  await desk.logIn()
  type Made = { id: string }
  const item = await api<Made>('/items', { sku: 'APPLE', name: 'Apple', baseUnit: 'each' })
  const site = await api<Made>('/locations/sites', {
    company,
    code: 'S1',
    name: 'Main store',
    timeZone: 'Europe/London',
  })
  const bin = await api<Made>('/locations', { site: site.id, kind: 'bin', code: 'A-01' })
  const line = { item: item.id, quantity: 10, from: { location: supplier }, to: { location: bin.id } }
  await api('/ledger/movements', { mode: 'all', movements: [{ kind: 'receipt', lines: [line] }] })

  await page.goto(`${url}/allocations`)
  await page.getByText('Nothing is kept for anybody.').waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing on the empty list')
  await press('Allocate')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Item').fill('APPLE')
  await page.getByRole('option', { name: /APPLE/ }).first().click()
  await dialog.getByLabel('Quantity').fill('12')
  await dialog.getByRole('button', { name: 'Allocate' }).click()
  await dialog.getByText('12 of APPLE were asked for, and 10 are free', { exact: false }).waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing on a refusal')
  await dialog.getByLabel('Quantity').fill('4')
  await dialog.getByRole('button', { name: 'Allocate' }).click()
  await page.getByRole('cell', { name: '4 each', exact: true }).waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing on the list')
  const [stock] = (await api<{ data: { available: number }[] }>(`/ledger/stock?by=item&item=${item.id}`)).data
  test.equal(stock?.available, 6)

  await page.getByRole('link', { name: /^by hand/ }).click()
  await page.getByRole('heading', { level: 1, name: 'What became of allocations' }).waitFor()
  await page.getByRole('row', { name: /kept 4 each APPLE.*Administrator/ }).waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing on what became of them')
  await page.goto(`${url}/allocations`)
  await press('Release')
  await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click()
  await page.getByText('Nothing is kept for anybody.').waitFor()
  await page.getByRole('link', { name: 'What became of them' }).click()
  await page.getByRole('row', { name: /let go 4 each APPLE/ }).waitFor()
  await page.getByTitle('Show all again').waitFor({ state: 'detached' })
  test.same(desk.complaints, [])
})

await t.test('one piece is kept by its number, and who names a wrong one is told', async (test) => {
  const [bin] = (await api<{ data: { id: string }[] }>('/locations?code=A-01')).data
  const drill = { sku: 'DRILL', name: 'Drill', baseUnit: 'each', serials: 'always' }
  const { id: item } = await api<{ id: string }>('/items', drill)
  const line = {
    item,
    quantity: 2,
    serials: ['D-1', 'D-2'],
    from: { location: supplier },
    to: { location: bin?.id },
  }
  await api('/ledger/movements', { mode: 'all', movements: [{ kind: 'receipt', lines: [line] }] })
  await page.goto(`${url}/allocations`)
  await press('Allocate')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Item').fill('DRILL')
  await page.getByRole('option', { name: /DRILL/ }).first().click()
  await dialog.getByLabel('Serial number').fill('D-9')
  await dialog.getByRole('button', { name: 'Allocate' }).click()
  await dialog.getByText('D-9 of DRILL stands in no place', { exact: false }).waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing on the refusal')
  await dialog.getByLabel('Serial number').fill('D-2')
  await dialog.getByRole('button', { name: 'Allocate' }).click()
  await page.getByRole('cell', { name: /DRILL Drill piece D-2/ }).waitFor()
  test.same(desk.complaints, [])
})
