import t from 'tap'
import { openDesk } from './desk.ts'

/** What is around every screen: lists as one has them, switches, keys, and what follows a person to any browser. */
const desk = await openDesk(t)
const { page, url, api } = desk
const company = '00000000-0000-7000-8000-000000000001'
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const clean = async (test: Pick<typeof t, 'same'>, screen: string) =>
  test.same(await desk.violations(), [], `axe finds nothing on ${screen}`)
const addressOf = (path: string, filter: object) =>
  `${url}${path}?filter=${encodeURIComponent(JSON.stringify(filter))}`

await t.test('there is a small business to look at', async () => {
  await desk.logIn()
  for (const [code, name] of [
    ['LEEDS', 'Leeds'],
    ['UTRECHT', 'Utrecht'],
  ]) {
    await api('/locations/sites', { company, code, name, timeZone: 'Europe/London' })
  }
  for (let n = 1; n <= 60; n++) {
    const category = n % 2 === 0 ? 'Lamps' : 'Bulbs'
    await api('/items', { sku: `L-${String(n).padStart(2, '0')}`, name: `Light ${n}`, category })
  }
})

await t.test('a filter becomes a view that another browser has, too', async (test) => {
  await page.goto(addressOf('/items', { q: 'L-1' }))
  await press('Save this view')
  await page.getByLabel('Name', { exact: true }).fill('Ones')
  await clean(test, 'naming a view')
  await press('Save view')
  const views = page.getByRole('navigation', { name: 'Views' })
  await views.getByRole('link', { name: 'Ones' }).waitFor()
  await clean(test, 'a list with views')
  await page.waitForResponse((answer) => answer.url().endsWith('/session/preferences') && answer.ok())
  await page.evaluate('localStorage.clear(); localStorage.setItem("stowage.session", "open")')
  await page.goto(`${url}/items`)
  await views.getByRole('link', { name: 'Ones' }).click()
  await page.getByText('10 items', { exact: true }).waitFor()
  test.match(page.url(), /filter=/)
})

await t.test('columns are chosen and moved, and rows are as high as one likes', async (test) => {
  await page.goto(`${url}/items`)
  await press('Columns')
  const box = page.getByRole('dialog', { name: 'Columns' })
  await box.getByLabel('GTIN', { exact: true }).uncheck()
  await box.getByLabel('Weight, g', { exact: true }).check()
  await box.getByRole('button', { name: 'Name before' }).click()
  await box.getByRole('button', { name: 'Compact' }).click()
  await clean(test, 'the choice of columns')
  await page.keyboard.press('Escape')
  const heads = await page.getByRole('columnheader').allInnerTexts()
  test.same(heads.filter(Boolean).slice(0, 2), ['Name', 'SKU'])
  test.ok(heads.includes('Weight, g') && !heads.includes('GTIN'))
  const height = await page.evaluate('document.querySelector("tbody tr").getBoundingClientRect().height')
  test.ok(Number(height) <= 34, `${height} px`)
})

await t.test('all that a filter finds are changed at once, not only those on the page', async (test) => {
  await page.goto(addressOf('/items', { category: 'Lamps' }))
  await page.getByLabel('Choose L-02').check()
  await page.getByText('1 chosen', { exact: true }).waitFor()
  await page.getByLabel('Choose all on this page').check()
  await page.getByText('30 chosen', { exact: true }).waitFor()
  await press('Clear')
  await page.goto(`${url}/items?filter={}`)
  await page.getByLabel('Choose all on this page').check()
  await press('Choose all 60')
  await clean(test, 'chosen rows')
  await press('Make blocked')
  await page.getByRole('dialog').getByRole('button', { name: 'Make blocked' }).click()
  await page.getByText('60 are blocked now.').waitFor()
  test.equal((await api<{ total: number }>('/items?lifecycle=blocked&count=true')).total, 60)
})

await t.test('a list is held to the site that the header says, until it says another', async () => {
  await api('/locations/layouts', {
    site: (await api<{ data: { id: string }[] }>('/locations/sites?code=LEEDS')).data[0]!.id,
    pattern: {
      code: '{aisle}-{bay}',
      aisles: { count: 1, start: 'A' },
      bays: { count: 2 },
      levels: { count: 1 },
    },
  })
  await page.goto(`${url}/locations`)
  await page.getByText('A-1', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Site: All sites' }).click()
  await page.getByRole('menuitemradio', { name: 'Utrecht' }).click()
  await page.getByText('A-1', { exact: true }).waitFor({ state: 'detached' })
  await page.goto(`${url}/locations`)
  await page.getByRole('button', { name: 'Site: Utrecht' }).click()
  await page.getByRole('menuitemradio', { name: 'All sites' }).click()
  await page.getByText('A-1', { exact: true }).waitFor()
})

await t.test('rows are walked through and opened by keys', async () => {
  await page.goto(`${url}/items`)
  await page.getByText('Light 10').waitFor()
  await page.evaluate('document.activeElement?.blur()')
  for (const key of ['j', 'j', 'k', 'Enter']) {
    await page.keyboard.press(key, { delay: 80 })
    await page.waitForFunction('new Promise((done) => setTimeout(() => done(true), 150))')
  }
  await heading('Light 1').waitFor()
})

t.test('the console had nothing to complain of', async (test) => test.same(desk.complaints, []))
