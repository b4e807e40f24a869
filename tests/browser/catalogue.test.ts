import t from 'tap'
import { openDesk } from './desk.ts'

const company = '00000000-0000-7000-8000-000000000001'
const supplier = '00000000-0000-7000-8000-000000000011'

const desk = await openDesk(t)
const { page, url, api } = desk
const heading = (name: string) => page.getByRole('heading', { level: 1, name })
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const follow = (name: string) => page.getByRole('link', { name, exact: true }).first().click()
const openTab = (name: string) => page.getByRole('tab', { name, exact: true }).click()
const clean = async (test: Pick<typeof t, 'same'>, screen: string) =>
  test.same(await desk.violations(), [], `axe finds nothing on ${screen}`)

await t.test('an item says in its form what of it is told apart', async (test) => {
  await desk.logIn()
  await page.goto(`${url}/items/create`)
  await page.getByLabel('SKU').fill('HAM')
  await page.getByLabel('Name').fill('Ham, cured')
  await page.getByLabel('It is kept in lots').check()
  await page.getByLabel('Catch weight unit, optional').fill('each')
  await press('Create item')
  await page.getByText('is the base unit already', { exact: false }).waitFor()
  await clean(test, 'the item form')
  await page.getByLabel('Catch weight unit, optional').fill('kg')
  await press('Create item')
  await heading('Ham, cured').waitFor()
  await openTab('Facts')
  await page.getByText('every movement names one').waitFor()
})

await t.test('its packaging levels are made on its page, and their factor stays', async (test) => {
  await openTab('Packaging')
  await page.getByText('It is handled in each alone.').waitFor()
  await clean(test, 'an item without packaging')
  await follow('New level')
  await page.getByRole('textbox', { name: /^Level/ }).fill('case')
  await page.getByLabel('Base units in it').fill('12')
  await page.getByLabel('GTIN on it, optional').fill('4006381333931')
  await clean(test, 'the form of a packaging level')
  await press('Create level')
  await heading('Ham, cured').waitFor()
  await page.getByRole('cell', { name: '12 each' }).waitFor()
  await clean(test, 'the packaging levels')
  await follow('case')
  await heading('case').waitFor()
  test.equal(await page.getByLabel('Base units in it').isDisabled(), true)
  await page.getByLabel('Weight in g with its wrapping, optional').fill('1250.5')
  await press('Save level')
  await page.getByRole('cell', { name: '1,250.5 g' }).waitFor()
})

await t.test('what other systems call it is put and taken away', async (test) => {
  await openTab('References')
  await page.getByText('No other system’s name is known.').waitFor()
  await page.getByRole('textbox', { name: 'System' }).fill('shopify')
  await page.getByRole('textbox', { name: 'Its name there' }).fill('GID-1001')
  await press('Add')
  await page.getByRole('cell', { name: 'GID-1001', exact: true }).waitFor()
  await clean(test, 'the references')
  await press('Take GID-1001 in shopify away')
  await page.getByText('No other system’s name is known.').waitFor()
})

await t.test('a lot is made with its days, found by its expiry, and shows where it is', async (test) => {
  await openTab('Lots')
  await page.getByText('No lots yet.').waitFor()
  await follow('New lot')
  await page.getByRole('textbox', { name: /^Lot/ }).fill('B77')
  await page.getByLabel('Made on, optional').fill('2026-03-01')
  await page.getByLabel('Expires on, optional').fill('2026-02-01')
  await press('Add an attribute')
  await page.getByRole('textbox', { name: 'Attribute 1' }).fill('origin')
  await page.getByRole('textbox', { name: 'Value 1' }).fill('Parma')
  await press('Create lot')
  await page.getByText('lies before that of', { exact: false }).waitFor()
  await clean(test, 'the form of a lot with a refusal')
  await page.getByLabel('Made on, optional').fill('2025-03-01')
  await press('Create lot')
  await heading('Lot B77').waitFor()
  await page.getByText('Nothing of this lot on hand.').waitFor()
  await page.getByText('Parma').waitFor()
  const [lot] = (await api<Named>('/items/lots?name=B77')).data
  const [bin] = await placesToStand()
  await api('/ledger/movements', {
    mode: 'all',
    movements: [
      {
        kind: 'receipt',
        lines: [
          {
            item: lot!.item,
            lot: lot!.id,
            quantity: 30,
            catchQuantity: 61.5,
            from: { location: supplier },
            to: { location: bin },
          },
        ],
      },
    ],
  })
  await page.reload()
  await page.getByRole('region', { name: 'Stock of this lot' }).getByText('A-01-1').waitFor()
  await page.getByRole('region', { name: 'Movements of this lot' }).waitFor()
  await clean(test, 'a lot')
  await page.goto(`${url}/lots`)
  await page.getByRole('cell', { name: 'B77', exact: true }).waitFor()
  await page.getByLabel('Expires from').fill('2030-01-01')
  await page.getByText('Nothing matches 1 filter').waitFor()
  await press('Clear filters')
  await page.getByRole('cell', { name: 'B77', exact: true }).waitFor()
  await clean(test, 'the lots')
  await page.goto(`${url}/items/${lot!.item}/show?tab=packaging`)
  await page.getByText('On hand: 30 each, that is 2 case, 6 each', { exact: false }).waitFor()
})

await t.test('a place shows its check digits, and its form takes others', async (test) => {
  await page.goto(`${url}/locations?filter=${encodeURIComponent('{"q":"A-01-1"}')}`)
  await page.getByRole('columnheader', { name: 'Check digits' }).waitFor()
  await clean(test, 'the locations')
  const [place] = (await api<Named>('/locations?code=A-01-1')).data
  test.match(place!.checkDigits, /^\d{3}$/)
  await page.goto(`${url}/locations/${place!.id}`)
  await page.getByLabel('Barcode, optional').fill('4711')
  await page.getByLabel('Check digits, optional').fill('7')
  await press('Save location')
  await page.getByText('Two to four digits').waitFor()
  await page.getByLabel('Check digits, optional').fill('07')
  await clean(test, 'the form of a location')
  await press('Save location')
  await page.getByText('barcode 4711, check digits 07', { exact: false }).waitFor()
  await clean(test, 'a location')
  test.equal((await api<Named>('/locations?barcode=4711')).data.length, 1)
})

await t.test('a scan of a case or a lot leads to it from anywhere', async () => {
  const search = page.getByRole('combobox', { name: 'Search, or scan any code' })
  await search.fill('4006381333931')
  await page.getByRole('option', { name: 'case' }).click()
  await heading('Ham, cured').waitFor()
  await page.getByRole('tab', { name: 'Packaging', selected: true }).waitFor()
  await search.fill('B77')
  await page.getByRole('option', { name: 'B77 Ham, cured' }).waitFor()
  await page.keyboard.press('Enter')
  await heading('Lot B77').waitFor()
})

t.test('the console had nothing to complain of', async (test) => test.same(desk.complaints, []))

interface Named {
  readonly data: readonly { readonly id: string; readonly item: string; readonly checkDigits: string }[]
}

/** Lays out a small rack with check digits, and gives its first places. */
async function placesToStand(): Promise<readonly string[]> {
  const { id: site } = await api<{ id: string }>('/locations/sites', {
    company,
    code: 'S',
    name: 'S',
    timeZone: 'Europe/London',
  })
  await api('/locations/layouts', {
    site,
    pattern: {
      code: '{aisle}-{bay:02}-{level}',
      checkDigits: 3,
      aisles: { count: 1, start: 'A' },
      bays: { count: 2 },
      levels: { count: 3 },
    },
  })
  return (await api<Named>('/locations?kind=bin')).data.map(({ id }) => id)
}
