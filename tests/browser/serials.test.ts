import t from 'tap'
import { openDesk } from './desk.ts'

interface Row {
  readonly id: string
}

const company = '00000000-0000-7000-8000-000000000001'
const desk = await openDesk(t)
const { page, url, api } = desk
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const field = (name: string) => page.getByRole('textbox', { name, exact: true })

/** Picks by code, as a person does who looks at the list. */
async function pick(name: string, code: string): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).fill(code)
  await page.locator('li[role=option]', { hasText: code }).first().click()
}

await t.test(
  'pieces are received by scan and by range, in a new lot, beside cases that were weighed',
  async (t) => {
    await desk.logIn()
    const site = await api<Row>('/locations/sites', {
      company,
      code: 'LEEDS',
      name: 'Leeds',
      timeZone: 'Europe/London',
    })
    for (const code of ['A-01', 'B-02']) await api('/locations', { site: site.id, kind: 'bin', code })
    await api('/items', {
      sku: 'DRILL',
      name: 'Cordless drill',
      baseUnit: 'each',
      serials: 'always',
      hasLots: true,
    })
    const ham = await api<Row>('/items', { sku: 'HAM', name: 'Parma ham', baseUnit: 'each', catchUnit: 'kg' })
    await api('/items/packaging-levels', { item: ham.id, name: 'case', numerator: 12 })

    await page.goto(`${url}/post/receipt`)
    await pick('Item of line 1', 'DRILL')
    await pick('To, line 1', 'A-01')
    await press('New lot')
    await field('Name of the new lot, line 1').fill('L-2026-11')
    await press('Create lot')
    await page.getByRole('combobox', { name: 'Lot of line 1', exact: true }).waitFor()
    await field('Serial numbers of line 1').click()
    for (const number of ['SN-0001', 'SN-0002']) {
      await page.keyboard.type(number)
      await page.keyboard.press('Enter')
    }
    await field('First of a range, line 1').fill('SN-0998')
    await field('Last of a range, line 1').fill('SN-1002')
    await press('Add range')
    t.equal(await field('Quantity of line 1').inputValue(), '7', 'the quantity counts along')

    await press('Add line')
    await pick('Item of line 2', 'HAM')
    await pick('To, line 2', 'B-02')
    await field('Quantity of line 2').fill('3')
    await page.getByLabel('Packaging of line 2').selectOption({ index: 1 })
    await page.getByText('3 case = 36 each').waitFor()
    await press('Post receipt')
    await page.getByText('How many kg?').waitFor()
    t.same(await desk.violations(), [], 'axe finds nothing on the form')
    await field('Catch, line 2').fill('251.5')
    await press('Post receipt')
    await page.getByText('Posted, once.').waitFor()
    await page.getByRole('link', { name: 'Open the movement' }).click()
    await page.getByRole('link', { name: 'SN-0998' }).waitFor()
    t.same(await desk.violations(), [], 'axe finds nothing on the movement')
  },
)

await t.test(
  'who takes a piece from where it is not is told where it stands; its page tells its way',
  async (t) => {
    await page.goto(`${url}/post/transfer`)
    await pick('Item of line 1', 'DRILL')
    await pick('From, line 1', 'B-02')
    await pick('To, line 1', 'A-01')
    await pick('Lot of line 1', 'L-2026-11')
    await field('Serial numbers of line 1').fill('SN-0001\nSN-0998')
    await press('Post transfer')
    await page.getByText(/SN-0001 of DRILL stands in A-01/).waitFor()
    await pick('From, line 1', 'A-01')
    await pick('To, line 1', 'B-02')
    await press('Post transfer')
    await page.getByText('Posted, once.').waitFor()
    await page.getByRole('link', { name: 'Serial numbers', exact: true }).click()
    await page.getByText('SN-0998').click()
    await page.getByRole('heading', { name: 'Where it was' }).waitFor()
    await page.getByRole('link', { name: 'Transfer' }).last().waitFor()
    await page.getByRole('link', { name: 'Receipt' }).waitFor()
    t.same(await desk.violations(), [], 'axe finds nothing on the piece')
    t.same(desk.complaints, [])
  },
)
