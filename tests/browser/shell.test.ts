import t from 'tap'
import { concerns } from '../../admin/src/live/concerns.ts'
import inventory from '../../plugins/inventory/index.ts'
import { openDesk, openSwitchingDesk, until } from './desk.ts'

/** What is around every screen: lists as one has them, switches, keys, and what follows a person. */
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
  const isKept = page.waitForResponse(
    (answer) => answer.url().endsWith('/session/preferences') && answer.ok(),
  )
  await press('Save view')
  const views = page.getByRole('navigation', { name: 'Views' })
  await views.getByRole('link', { name: 'Ones' }).waitFor()
  await clean(test, 'a list with views')
  await isKept
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
      code: '{aisle}-{bay:02}',
      aisles: { count: 1, start: 'A' },
      bays: { count: 2 },
      levels: { count: 1 },
    },
  })
  await page.goto(`${url}/locations`)
  await page.getByText('A-01', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Site: All sites' }).click()
  await page.getByRole('menuitemradio', { name: 'Utrecht' }).click()
  await page.getByText('A-01', { exact: true }).waitFor({ state: 'detached' })
  await page.goto(`${url}/locations`)
  await page.getByRole('button', { name: 'Site: Utrecht' }).click()
  await page.getByRole('menuitemradio', { name: 'All sites' }).click()
  await page.getByText('A-01', { exact: true }).waitFor()
})

await t.test('rows are walked through and opened by keys', async () => {
  await page.goto(`${url}/items`)
  await page.getByText('Light 10').waitFor()
  await page.evaluate('document.activeElement?.blur()')
  for (const key of ['j', 'j', 'k', 'Enter']) {
    await page.keyboard.press(key, { delay: 80 })
    await page.evaluate('new Promise((done) => setTimeout(done, 150))')
  }
  await heading('Light 1').waitFor()
})

/** Sends keys as a scanner does: one at once after the other, with Enter at the end. */
const wedge = (code: string) =>
  page.evaluate(`for (const key of [...${JSON.stringify(code)}, 'Enter']) {
    const to = document.activeElement ?? document.body
    to.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }`)

await t.test(
  'a scan on any screen opens what it names, and never what somebody types in a field',
  async (test) => {
    await page.goto(`${url}/reasons`)
    await heading('Reasons').waitFor()
    await wedge('L-07')
    await heading('Light 7').waitFor()
    await wedge('A-02')
    await heading('A-02').waitFor()
    await wedge('NOTHING-LIKE-IT')
    await page.getByText('Nothing matches “NOTHING-LIKE-IT”').waitFor()
    await page.keyboard.press('Escape')
    await page.goto(`${url}/items`)
    await page.getByPlaceholder('SKU, name or GTIN').focus()
    await wedge('L-08')
    test.match(page.url(), /\/items$/, 'a scan into a field stays there')
  },
)

await t.test('the palette finds by name, leads to screens and does things', async (test) => {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('light 12')
  await page.getByRole('option', { name: 'L-12 Light 12' }).waitFor()
  await clean(test, 'the palette')
  await page.getByRole('option', { name: 'L-12 Light 12' }).click()
  await heading('Light 12').waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('holds')
  await page.getByRole('option', { name: /^Holds/ }).click()
  await heading('Holds').waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('dark')
  await page.getByRole('option', { name: 'Dark theme' }).click()
  await until(() => page.evaluate<boolean>('document.documentElement.dataset.theme === "dark"'))
})

await t.test('keys lead from screen to screen, say what they are, and can be turned off', async (test) => {
  await page.evaluate('document.activeElement?.blur()')
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await keys.getByText('Next row, row before').waitFor()
  await clean(test, 'the keys')
  await keys.getByRole('button', { name: 'Show me around' }).click()
  await page.getByRole('complementary', { name: 'Search or scan' }).waitFor()
  await clean(test, 'the tour')
  await press('Skip the tour')
  await keys.waitFor({ state: 'detached' })
  await page.keyboard.press('g')
  await page.keyboard.press('i', { delay: 60 })
  await heading('Items').waitFor()
})

await t.test('whoever’s session ended comes back to where he was', async () => {
  await page.goto(`${url}/items`)
  await page.getByText('Light 10').waitFor()
  await page.context().clearCookies()
  await page.goto(`${url}/reasons`)
  await heading('Log in').waitFor()
  await page.getByLabel('E-mail').fill(desk.email)
  await page.getByLabel('Password').fill(desk.password)
  await press('Log in')
  await heading('Reasons').waitFor()
})

await t.test(
  'the first question turns on what answers it, and the first screen then shows it',
  async (test) => {
    const fresh = await openSwitchingDesk(t, [inventory])
    const { page } = fresh
    await fresh.logIn()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).click()
    await page.getByRole('heading', { name: 'What do you want to know first?' }).waitFor()
    test.same(await fresh.violations(), [], 'axe finds nothing on the first question')
    await page.getByRole('button', { name: /^What do I have/ }).click()
    await page.getByRole('region', { name: 'Below reorder point' }).waitFor()
    test.same(await fresh.violations(), [], 'axe finds nothing on the first screen')
  },
)

t.test('the console had nothing to complain of', async (test) => test.same(desk.complaints, []))

t.test('what happens to an item is read again by those who look at it, or at everything', async (test) => {
  const moved = { ids: new Set(['apple', 'lot-1', 'bin-1']), namesStock: true }
  const apples = ['balances', { item: 'apple' }]
  const pears = ['balances', { item: 'pear' }]
  test.ok(concerns(apples, moved))
  test.notOk(concerns(pears, moved))
  test.notOk(concerns(['serials', 'getList', { filter: { site: 'S', item: 'pear' } }], moved))
  test.notOk(concerns(['lines', { lot: 'lot-2' }, 100], moved))
  test.ok(concerns(['stock', ['item'], 'site', {}], moved), 'the matrix of everything')
  test.ok(concerns(['balances', { location: 'hall' }], moved), 'a place may lie within another')
  test.ok(concerns(pears, { ids: null, namesStock: true }), 'too much to be named may be anything')
  test.ok(concerns(['lots', 'getList', { filter: { item: 'pear' } }], { ...moved, namesStock: false }))
  test.ok(concerns(['items', 'getOne', { id: 'apple' }], { ...moved, namesStock: false }))
  test.notOk(concerns(['items', 'getOne', { id: 'pear' }], { ...moved, namesStock: false }))
})
