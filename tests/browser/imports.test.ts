import { join } from 'node:path'
import t from 'tap'
import { openDesk } from './desk.ts'

const company = '00000000-0000-7000-8000-000000000001'
const BAD = 12
/** Twelve rows that cannot go in, each for a reason of its own, among thirty that can. */
const faults = [
  'BAD-1,,,',
  'BAD-2,Check digit,4006381333932,',
  'BAD-3,Weight,,heavy',
  'OK-1,Twice,,',
  ',No SKU,,',
  'BAD-6,Too short,12345,',
  'BAD-7,Letters,400638133393x,',
  'BAD-8,Negative,,-3',
  'BAD-9,,4006381333931,',
  'BAD-10,Many,,1,2',
  'BAD-11,Digits,,12.34567',
  `BAD-12,${'x'.repeat(220)},,`,
]
const good = Array.from({ length: 30 }, (_, n) => `OK-${n + 1},Item ${n + 1},,${n}.5`)
const file = ['SKU,Name,EAN,Weight', ...good, ...faults].join('\r\n')

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const items = csv('catalogue.csv', file)
const stock = csv('opening.csv', 'sku;bin;qty\nOK-1;A-1;12\nOK-2;A-1;7\nOK-3;NOWHERE;1\n')

const desk = await openDesk(t, { doesJobs: true })
const { page, url, api } = desk
const heading = (name: string) => page.getByRole('heading', { level: 1, name })
const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
const clean = async (test: Pick<typeof t, 'same'>, screen: string) =>
  test.same(await desk.violations(), [], `axe finds nothing on ${screen}`)
const figure = (word: string) => page.locator('.figures div').filter({ hasText: word }).locator('b')
/** What shots are taken of, where somebody wants to look at them. */
const shots = process.env.STOWAGE_SHOTS
const shoot = async (name: string) => {
  if (shots === undefined) return
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await page.screenshot({ path: join(shots, `${name}-${width}.png`), fullPage: true })
  }
}

async function bringIn(what: string, file: ReturnType<typeof csv>): Promise<void> {
  await page.goto(`${url}/imports`)
  await page.getByRole('link', { name: 'New import' }).click()
  await heading('New import').waitFor()
  await page.getByLabel(what, { exact: true }).check()
  await page.locator('input[type=file]').setInputFiles(file)
}

await t.test('a catalogue with twelve bad rows is mapped, tried and mended where it stands', async (test) => {
  await desk.logIn()
  await bringIn('Items', items)
  await clean(test, 'a new import')
  await shoot('new')
  await press('Read the file')
  await heading('catalogue.csv').waitFor()
  await page.getByRole('combobox', { name: 'GTIN' }).waitFor()
  test.match(await page.getByRole('combobox', { name: 'GTIN' }).textContent(), /EAN/)
  await clean(test, 'the mapping')
  await shoot('mapping')
  await mapMeanwhile(test)
  await press('Try the file')
  await page.getByText('This is what would happen:').waitFor()
  test.equal(await figure('new').textContent(), '30')
  test.equal(await figure('refused').textContent(), String(BAD))
  const rows = page.getByRole('region', { name: 'Rows that are refused' }).getByRole('row')
  test.equal(await rows.count(), BAD + 1)
  await page.getByText('Weight in grams is heavy, which is no number', { exact: false }).waitFor()
  await clean(test, 'a trial with bad rows')
  await shoot('trial')
  test.equal((await api<{ total: number }>('/items?count=true')).total, 0, 'nothing is written')

  const mend = async (name: string, value: string) => {
    await page.getByLabel(name, { exact: true }).fill(value)
    await page.keyboard.press('Tab')
  }
  await mend('Name, row 32', 'Named now')
  await page.getByText('mended', { exact: true }).first().waitFor()
  await mend('EAN, row 33', '4006381333948')
  await mend('Weight, row 34', '12.5')
  await page.getByText('mended', { exact: true }).nth(2).waitFor()
  await press('Try again')
  await page.getByRole('button', { name: 'Import 33 rows' }).waitFor()
  test.equal(await figure('refused').textContent(), String(BAD - 3))
  await press('Import 33 rows')
  await page.getByText('It is done.').waitFor()
  test.equal(await figure('new').textContent(), '33')
  await clean(test, 'a result')
  await shoot('result')
  await page.emulateMedia({ colorScheme: 'dark' })
  await clean(test, 'a result in the dark')
  await shoot('dark-result')
  await page.emulateMedia({ colorScheme: 'light' })
  test.equal((await api<{ total: number }>('/items?count=true')).total, 33)
  const back = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Take them out as a file' }).click()
  test.equal((await back).suggestedFilename(), 'catalogue-refused.csv')
})

/** Somebody else changes how the same file is mapped, and one sees both. */
async function mapMeanwhile(test: Pick<typeof t, 'same' | 'equal'>): Promise<void> {
  const path = `/imports/${page.url().split('/').at(-2)}`
  const before = await api<{ version: number }>(path)
  // What changes is told to whoever looks: this screen has not heard of it yet.
  let hasHeard = false
  await page.route(`**/api/v1${path}`, (route) => {
    if (route.request().method() === 'GET' && !hasHeard) return route.fulfill({ json: before })
    hasHeard = true
    return route.continue()
  })
  const headers = { 'sec-fetch-site': 'same-origin', 'if-match': `"${before.version}"` }
  const other = { headers, data: { days: 'month-first' } }
  test.equal((await page.request.patch(`${url}/api/v1${path}`, other)).status(), 200)
  await page.getByRole('combobox', { name: 'GTIN' }).click()
  await page.getByRole('option', { name: 'Not in the file' }).click()
  const versions = page.getByRole('alert', { name: 'Two versions' })
  await versions.getByRole('row', { name: 'GTIN EAN Not in the file' }).waitFor()
  await clean(test, 'two versions of a mapping')
  await versions.getByRole('button', { name: 'Keep what stands there' }).click()
  await versions.waitFor({ state: 'detached' })
  await page.getByText('11/23/2026').waitFor()
  await page.unroute(`**/api/v1${path}`)
}

await t.test('opening stock goes in, and the way back stays', async (test) => {
  const site = await api<{ id: string }>('/locations/sites', {
    company,
    code: 'MAIN',
    name: 'Main',
    timeZone: 'Europe/Paris',
  })
  await api('/locations', { site: site.id, kind: 'bin', code: 'A-1' })
  await page.setViewportSize({ width: 1440, height: 900 })
  await bringIn('Stock', stock)
  await press('Read the file')
  await heading('opening.csv').waitFor()
  await press('Try the file')
  await press('Import 2 rows')
  await page.getByText('It is done.').waitFor()
  await page.getByRole('link', { name: 'Imports', exact: true }).first().click()
  await heading('Imports').waitFor()
  await page.getByText('catalogue.csv').waitFor()
  await clean(test, 'the history')
  await shoot('history')
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByText('opening.csv').click()
  await press('Undo …')
  await page.getByRole('dialog').getByText('Each movement of it is reversed', { exact: false }).waitFor()
  await clean(test, 'what an undo asks')
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click()
  await page.getByText('2 movements were taken back.').waitFor()
  const balances = await api<{ data: { onHand: number }[] }>('/ledger/balances')
  test.same(
    balances.data.map(({ onHand }) => onHand).filter((onHand) => onHand !== 0),
    [],
  )
  await page.goto(`${url}/imports`)
  await page.getByText('catalogue.csv').click()
  await page.getByText('Rows that are refused').waitFor()
  test.same(desk.complaints, [])
})
