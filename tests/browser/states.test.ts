import type { Route } from 'playwright-core'
import t from 'tap'
import { openDesk, until } from './desk.ts'
import { forgottenScreens } from './walk/stops.ts'

/** What a screen shows when it cannot show its rows, or when what it shows is not from this moment. */
const company = '00000000-0000-7000-8000-000000000001'
const supplier = '00000000-0000-7000-8000-000000000011'
const operator = '00000000-0000-7000-8000-000000000053'
const rosa = { name: 'Rosa', email: 'rosa@example.com', password: 'correct horse battery' }

interface Row {
  readonly id: string
  readonly version: number
}

const desk = await openDesk(t)
const { page, url, api } = desk
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click()
const cell = (name: string) => page.getByRole('cell', { name, exact: true })
const menu = page.getByRole('navigation', { name: 'Main' })
const goTo = (name: string) => menu.getByRole('link', { name, exact: true }).click()
const clean = async (test: Pick<typeof t, 'same'>, screen: string) =>
  test.same(await desk.violations(), [], `axe finds nothing on ${screen}`)
const items = /\/api\/v1\/items\?/
const world = { mug: '', bin: '' }

await t.test('there is a mug in a bin in New York', async () => {
  await desk.logIn()
  const site = await api<Row>('/locations/sites', {
    company,
    code: 'NYC',
    name: 'New York',
    timeZone: 'America/New_York',
  })
  world.bin = (await api<Row>('/locations', { site: site.id, kind: 'bin', code: 'A-01' })).id
  world.mug = (await api<Row>('/items', { sku: 'MUG', name: 'Enamel mug', baseUnit: 'each' })).id
  await page.reload()
})

const receive = (quantity: number, effectiveAt?: string) =>
  api('/ledger/movements', {
    mode: 'all',
    movements: [
      {
        kind: 'receipt',
        ...(effectiveAt && { effectiveAt }),
        lines: [{ item: world.mug, quantity, from: { location: supplier }, to: { location: world.bin } }],
      },
    ],
  })

await t.test('times go by the clock of the site, which is named where it is another', async (test) => {
  await receive(5, '2026-11-20T02:30:00.000Z')
  await goTo('Movements')
  await page.getByText('19 Nov 2026, 21:30 GMT-5').waitFor()
  const field = page.getByLabel('Happened from, GMT-5')
  await field.fill('2026-11-19T21:00')
  await until(async () => page.url().includes('2026-11-20T02%3A00'))
  await page.getByRole('list', { name: 'Filters that are set' }).getByText('19 Nov, 21:00').waitFor()
  await clean(test, 'a list by another clock')
  await page.getByRole('row').nth(1).click()
  await heading('Receipt').waitFor()
  await page.getByText('19 Nov 2026, 21:30 GMT-5').waitFor()
})

await t.test('a filter that is set is a chip, which takes it off', async () => {
  await page.goto(`${url}/movements?filter={}`)
  await page.getByLabel('Kind', { exact: true }).selectOption('issue')
  await page.getByText('Nothing matches 1 filter').waitFor()
  await page.getByRole('list', { name: 'Filters that are set' }).getByText('Kind: ').click()
  await page.getByText('21:30 GMT-5').first().waitFor()
})

await t.test('while rows are read there is room for them, and all else can be used', async () => {
  const release = Promise.withResolvers<void>()
  const late = async (route: Route) => {
    await release.promise
    await route.continue()
  }
  await page.route(items, late, { times: 1 })
  await goTo('Items')
  await page.getByRole('status').getByText('Reading', { exact: true }).waitFor()
  await page.getByPlaceholder('SKU, name or GTIN').fill('mu')
  release.resolve()
  await cell('MUG').waitFor()
})

await t.test('what cannot be read says why in its place, and is asked for again', async (test) => {
  const body = { title: 'Out of order', status: 500, code: 'http.internal', requestId: 'req-42' }
  let isBroken = true
  await page.route(items, (route) =>
    isBroken
      ? route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(body) })
      : route.continue(),
  )
  await page.goto(`${url}/items`)
  const box = page.getByRole('alert').filter({ hasText: 'Items could not be read.' })
  await box.getByText('http.internal, request req-42').waitFor()
  await clean(test, 'a list that cannot be read')
  isBroken = false
  await box.getByRole('button', { name: 'Try again' }).click()
  await cell('MUG').waitFor()
  await page.unroute(items)
  desk.complaints.splice(0)
})

await t.test('a screen that breaks leaves the rest standing', async (test) => {
  await page.route(items, (route) =>
    route.fulfill({ contentType: 'application/json', body: '{"data":[null],"nextCursor":null,"total":1}' }),
  )
  await page.goto(`${url}/items`)
  await heading('This screen broke').waitFor()
  await clean(test, 'a broken screen')
  await page.unroute(items)
  await goTo('Locations')
  await cell('A-01').waitFor()
  await goTo('Items')
  await cell('MUG').waitFor()
  desk.complaints.splice(0)
})

await t.test('a lost connection is shown, what was read stays, and it heals by itself', async (test) => {
  await goTo('Items')
  await cell('MUG').waitFor()
  await page.route('**/api/**', (route) => route.abort())
  await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))')
  await page.getByText(/^Not connected since/).waitFor()
  await page.getByPlaceholder('SKU, name or GTIN').fill('')
  await cell('MUG').waitFor()
  await clean(test, 'a list without a connection')
  await page.unroute('**/api/**')
  await page.getByText(/^Not connected since/).waitFor({ state: 'detached' })
  await page.context().setOffline(true)
  await page.getByText(/^Not connected since/).waitFor()
  await page.context().setOffline(false)
  await page.getByText(/^Not connected since/).waitFor({ state: 'detached' })
  await api('/items', { sku: 'CUP', name: 'Tea cup', baseUnit: 'each' })
  await cell('CUP').waitFor()
  desk.complaints.splice(0)
})

await t.test(
  'with rows chosen nothing moves under one’s hands, and one is told what is new',
  async (test) => {
    await page.goto(`${url}/items`)
    await page.getByLabel('Choose MUG').check()
    await page.getByText('Updates paused', { exact: true }).waitFor()
    await api('/items', { sku: 'POT', name: 'Tea pot', baseUnit: 'each' })
    const paused = page.getByRole('button', { name: 'Updates paused, 1 new' })
    await paused.waitFor()
    test.equal(await cell('POT').count(), 0)
    await clean(test, 'a list that is held still')
    await press('Clear')
    await cell('POT').waitFor()
    await page.getByText('Live', { exact: true }).waitFor()
  },
)

await t.test('what somebody else saved meanwhile stands beside one’s own, field by field', async (test) => {
  await page.goto(`${url}/items/${world.mug}`)
  await page.getByLabel('Name').fill('Enamel mug, blue')
  await page.getByLabel('Category, optional').fill('Kitchen')
  const { version } = await api<Row>(`/items/${world.mug}`)
  const other = await page.request.patch(`${url}/api/v1/items/${world.mug}`, {
    headers: { 'sec-fetch-site': 'same-origin', 'if-match': `"${version}"` },
    data: { name: 'Enamel mug, red', description: 'Dishwasher safe' },
  })
  test.equal(other.status(), 200)
  await press('Save item')
  const versions = page.getByRole('alert', { name: 'Two versions' })
  await versions
    .getByRole('button', { name: /^Name: take mine/ })
    .getByText('Enamel mug, blue')
    .waitFor()
  await versions.getByRole('button', { name: /^Name: take what stands there/ }).click()
  await clean(test, 'two versions of an item')
  await versions.getByRole('button', { name: 'Put my changes over it' }).click()
  await versions.waitFor({ state: 'detached' })
  test.equal(await page.getByLabel('Name').inputValue(), 'Enamel mug, red')
  test.equal(await page.getByLabel('Category, optional').inputValue(), 'Kitchen')
  await press('Save item')
  await heading('Enamel mug, red').waitFor()
  test.match(await api(`/items/${world.mug}`), { category: 'Kitchen', description: 'Dishwasher safe' })
})

await t.test('books that somebody else closed meanwhile are not closed over his', async (test) => {
  const { id } = await api<Row>('/access/companies', { name: 'Harbour Ltd', baseCurrency: 'EUR' })
  await page.goto(`${url}/companies/${id}`)
  await press('Close books')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Closed until/).fill('2026-10-31T00:00')
  const other = await page.request.put(`${url}/api/v1/access/companies/${id}/closed-through`, {
    headers: { 'sec-fetch-site': 'same-origin', 'if-match': '"1"' },
    data: { closedThrough: '2026-09-30T12:00:00Z' },
  })
  test.equal(other.status(), 200)
  await dialog.getByRole('button', { name: 'Close books' }).click()
  await dialog.getByRole('row', { name: /^Closed until 30 Sept? 2026.*31 Oct 2026/ }).waitFor()
  await clean(test, 'two versions of closed books')
  await dialog.getByRole('button', { name: 'Keep what stands there' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText(/^Closed until 30 Sept? 2026/).waitFor()
})

await t.test('what takes a right that one has not says so at its own address', async (test) => {
  await api('/access/users', { ...rosa, roles: [{ role: operator }] })
  await page.context().clearCookies()
  await desk.logIn(rosa)
  for (const path of ['/users', '/reasons/create', '/audit']) {
    await page.goto(`${url}${path}`)
    await page.getByRole('region', { name: 'No permission' }).getByText('An administrator').waitFor()
    test.equal(new URL(page.url()).pathname, path)
  }
  await clean(test, 'a screen that one may not see')
  desk.complaints.splice(0)
})

t.test('no screen that the desk registers is forgotten by who looks at all of them', async (test) => {
  test.same(forgottenScreens(), [])
})

t.test('the console had nothing to complain of', async (test) => test.same(desk.complaints, []))
