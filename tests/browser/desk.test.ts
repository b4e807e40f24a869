import t from 'tap'
import { sequence } from '../../core/src/ledger/sequence/sequencer.ts'
import { openDesk, until } from './desk.ts'

interface List<Row> {
  readonly data: readonly Row[]
}
interface Movement {
  readonly id: string
  readonly kind: string
  readonly reversedBy: string | null
}

const company = '00000000-0000-7000-8000-000000000001'
const supplier = '00000000-0000-7000-8000-000000000011'
const customer = '00000000-0000-7000-8000-000000000012'
const dayMs = 86_400_000
const heart = 'GW-11006 Heart tea-light holder, white'

const desk = await openDesk(t)
const { page, url, api } = desk
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const menu = page.getByRole('navigation', { name: 'Main' })
/** A cell of the matrix. */
const available = (quantity: number, column: string) =>
  page.getByRole('button', { name: `${quantity} each: Available of ${heart}, ${column}`, exact: true })
const goTo = (name: string) => menu.getByRole('link', { name, exact: true }).click()
const clean = async (test: Pick<typeof t, 'same'>, screen: string) =>
  test.same(await desk.violations(), [], `axe finds nothing on ${screen}`)

/** Types a code as a scanner does: quickly, with Enter at the end. */
async function scan(field: string, code: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click()
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await page.getByRole('option').first().waitFor({ state: 'detached' })
  const isThere = `[...document.querySelectorAll('input')].some((input) => input.value.startsWith(${JSON.stringify(code)}))`
  await until(() => page.evaluate<boolean>(isThere))
}

async function movements(kind: string): Promise<readonly Movement[]> {
  return (await api<List<Movement>>(`/ledger/movements?kind=${kind}`)).data
}

await t.test('a wrong password is told, the right one leads to the stock', async (test) => {
  await page.goto(url)
  await heading('Log in').waitFor()
  await clean(test, 'log-in')
  await page.getByLabel('E-mail').fill(desk.email)
  await page.getByLabel('Password').fill('not this one, surely')
  await press('Log in')
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Password').fill(desk.password)
  await press('Log in')
  await heading('Nothing waits. Everything is well.').waitFor()
  await clean(test, 'the first screen with the tour')
  await press('Skip the tour')
  await goTo('Stock')
  await heading('Stock').waitFor()
  await page.getByText('No stock yet.').waitFor()
  await clean(test, 'empty stock')
})

await t.test('a building is laid out after a look at what would be made', async (test) => {
  await api('/locations/sites', { company, code: 'LEEDS', name: 'Leeds', timeZone: 'Europe/London' })
  await page.goto(`${url}/locations/layout`)
  await scan('Site', 'LEEDS')
  await page.getByRole('textbox', { name: 'Aisles', exact: true }).fill('2')
  await press('Preview')
  await page.getByText('60 places in 2 areas would be made.').waitFor()
  await clean(test, 'the layout generator')
  await press('Make 60 locations')
  await heading('Locations').waitFor()
  await page.getByText('A-01-1', { exact: true }).waitFor()
  await clean(test, 'locations')
})

await t.test('an item is created, and the server’s word stands beside its field', async (test) => {
  await goTo('Items')
  await page.getByText('No items yet.').waitFor()
  await page.getByRole('link', { name: 'New item' }).first().click()
  await page.getByLabel('SKU').fill('GW-11006')
  await page.getByLabel('Name').fill('Heart tea-light holder, white')
  await page.getByLabel('GTIN, optional').fill('4006381333932')
  await press('Create item')
  await page.getByText('check digit is 1', { exact: false }).waitFor()
  await clean(test, 'the item form with a refusal')
  await page.getByLabel('GTIN, optional').fill('4006381333931')
  await press('Create item')
  await heading('Heart tea-light holder, white').waitFor()
  await page.getByText('Nothing on hand.').waitFor()
  await clean(test, 'an item')
})

await t.test('pressing post twice quickly posts one movement', async (test) => {
  await goTo('Receive')
  await scan('Item of line 1', 'GW-11006')
  await scan('To, line 1', 'A-01-1')
  await page.getByLabel('Quantity of line 1').fill('48')
  await clean(test, 'the receipt form')
  await page.evaluate(`(() => {
    const post = [...document.querySelectorAll('button')].find((button) => button.textContent === 'Post receipt')
    post.click()
    post.click()
  })()`)
  await page.getByText('holds 48 unrestricted').waitFor()
  await clean(test, 'what was posted')
  test.equal((await movements('receipt')).length, 1)
})

await t.test('a lost answer is asked for again, and nothing is posted twice', async (test) => {
  await press('Receive more')
  await scan('Item of line 1', 'GW-11006')
  await page.getByLabel('Quantity of line 1').fill('12')
  const loseAnswer = { times: 1 }
  await page.route(
    '**/ledger/movements',
    async (route) => {
      await route.fetch()
      await route.abort()
    },
    loseAnswer,
  )
  await press('Post receipt')
  await page.getByText('It may have been posted already.', { exact: false }).waitFor()
  await press('Ask again')
  await page.getByText('holds 60 unrestricted').waitFor()
  test.equal((await movements('receipt')).length, 2)
  desk.complaints.splice(0) // The browser tells of the answer that this test threw away.
})

await t.test(
  'a transfer of more than there is says so beside its line, and a smaller one moves',
  async (test) => {
    await goTo('Transfer')
    await scan('Item of line 1', 'GW-11006')
    await scan('From, line 1', 'A-01-1')
    await scan('To, line 1', 'B-02-1')
    await page.getByText('60 each there now').waitFor()
    await page.getByLabel('Quantity of line 1').fill('100')
    await press('Post transfer')
    await page.getByText(/A-01-1 holds 60 of GW-11006, .*100 were asked/).waitFor()
    await clean(test, 'a refused transfer')
    test.equal((await movements('transfer')).length, 0)
    await page.getByLabel('Quantity of line 1').fill('20')
    await press('Post transfer')
    await page.getByText('holds 20 unrestricted').waitFor()
  },
)

await t.test('a figure opens what it is made of, and adds up', async (test) => {
  await goTo('Stock')
  await available(60, 'LEEDS').click()
  await page.getByText('2 bins add up to 60, the ledger’s figure.').waitFor()
  await page.getByRole('heading', { name: 'What made A-01-1' }).waitFor()
  await clean(test, 'stock with an open figure')
  test.match(page.url(), /open=.+&column=/)
  await page.keyboard.press('ArrowRight')
  await page
    .locator('td.chosen')
    .getByRole('button', { name: /, All sites$/ })
    .waitFor()
  await page.getByText('2 bins add up to 60, the ledger’s figure.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('complementary', { name: 'What the figure is made of' }).waitFor({ state: 'detached' })
})

await t.test('the sum row opens what it is made of, and figures stand still meanwhile', async (test) => {
  await page.getByRole('button', { name: /^60: Available of All in this view, All sites$/ }).click()
  const panel = page.getByRole('complementary', { name: 'What the figure is made of' })
  await panel.getByText('2 bins add up to 60, the ledger’s figure.').waitFor()
  await page.getByText('Updates are paused while a figure is open.').waitFor()
  await clean(test, 'stock with the open sum')
  await page.keyboard.press('ArrowUp')
  await panel.getByRole('heading', { name: 'Heart tea-light holder, white' }).waitFor()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  await page.getByText('Updates are paused while a figure is open.').waitFor({ state: 'detached' })
  const file = page.waitForEvent('download')
  await page.getByRole('link', { name: 'CSV', exact: true }).click()
  test.equal((await file).suggestedFilename(), 'stock.csv')
})

await t.test('any dimension makes rows or columns, and the address keeps them', async (test) => {
  await page.getByRole('combobox', { name: 'Columns' }).click()
  await page.getByRole('option', { name: 'Location' }).click()
  await page.getByRole('columnheader', { name: 'B-02-1' }).waitFor()
  await available(20, 'B-02-1').waitFor()
  await clean(test, 'stock by item and location')
  test.match(page.url(), /across=location/)
  await page.goto(`${url}/stock?by=location&across=status&figure=onHand`)
  await page.getByRole('button', { name: /^40: On hand of A-01-1, unrestricted/ }).click()
  await page.getByText('One bin adds up to 40, the ledger’s figure.').waitFor()
  test.equal(await page.getByRole('alert').count(), 0, 'columns and sums of statuses can be read')
  await page.goto(`${url}/stock?across=figures`)
  await page.getByRole('button', { name: `60 each: On hand of ${heart}` }).waitFor()
  await clean(test, 'stock with all figures')
})

await t.test('two instants are compared cell by cell', async (test) => {
  await page.goto(`${url}/stock?figure=onHand&before=${new Date(Date.now() - dayMs).toISOString()}`)
  await page.getByRole('button', { name: `60 +60: On hand of ${heart}, LEEDS` }).click()
  await page.getByText('changed by').waitFor()
  await clean(test, 'two instants compared')
  await press('Stop comparing')
  await page.getByRole('button', { name: `60 each: On hand of ${heart}, LEEDS` }).waitFor()
})

await t.test('a movement is reversed with a reason, once', async (test) => {
  const [transfer] = await movements('transfer')
  await page.goto(`${url}/movements/${transfer?.id}/show`)
  await press('Reverse movement')
  await scan('Reason', 'mistake')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Reverse movement' }).click()
  await page.getByText('This movement was reversed.').waitFor()
  await clean(test, 'a reversed movement')
  test.equal((await movements('reversal')).length, 1)
  await page.getByRole('link', { name: 'Open the reversal' }).click()
  await page.getByText('This is a reversal.').waitFor()
})

await t.test('what somebody else scans shows at once, and a server out of reach is said', async (test) => {
  const { data: items } = await api<List<{ id: string }>>('/items?sku=GW-11006')
  const { data: bins } = await api<List<{ id: string }>>('/locations?code=A-01-1')
  await goTo('Stock')
  await available(60, 'LEEDS').waitFor()
  const to = { location: bins[0]!.id }
  const lines = [{ item: items[0]!.id, quantity: 7, from: { location: supplier }, to }]
  await api('/ledger/movements', { mode: 'all', movements: [{ kind: 'receipt', lines }] })
  // Whatever is open anywhere on the server holds positions back: they are asked for again and again.
  const seen = available(67, 'LEEDS')
  while (!(await seen.isVisible())) {
    await sequence(desk.database)
    await page.waitForTimeout(100)
  }
  await page.route('**/host/live?*', (route) => route.abort())
  await page.reload()
  await page.getByText(/^Not connected since/).waitFor({ timeout: 10_000 })
  await clean(test, 'stock without a connection')
  test.ok(desk.complaints.splice(0).every((complaint) => complaint.includes('ERR_FAILED')))
  await page.unroute('**/host/live?*')
  await page.getByText(/^Not connected since/).waitFor({ state: 'detached', timeout: 15_000 })
  await api('/ledger/movements', {
    mode: 'all',
    movements: [{ kind: 'issue', lines: [{ ...lines[0], from: to, to: { location: customer } }] }],
  })
})

await t.test('stock at a date is shown on both clocks', async (test) => {
  const { data: items } = await api<List<{ id: string }>>('/items')
  const { data: bins } = await api<List<{ id: string }>>('/locations?code=B-10-3')
  const line = {
    item: items[0]?.id,
    quantity: 5,
    from: { location: supplier },
    to: { location: bins[0]?.id },
  }
  const effectiveAt = new Date(Date.now() - 3 * dayMs).toISOString()
  await api('/ledger/movements', {
    mode: 'all',
    movements: [{ kind: 'receipt', effectiveAt, lines: [line] }],
  })
  await page.goto(`${url}/stock?at=${new Date(Date.now() - dayMs).toISOString()}`)
  await page.getByRole('button', { name: `5 each: On hand of ${heart}, LEEDS` }).waitFor()
  await clean(test, 'stock in the past')
  await press('as it was known')
  await page.getByText('There was no stock then.').waitFor()
  await press('Back to now')
  await available(65, 'LEEDS').waitFor()
  test.notMatch(page.url(), /at=/)
})

await t.test('what a filter of movements finds is reversed at once, once somebody says why', async (test) => {
  await page.goto(`${url}/movements?filter=${encodeURIComponent(JSON.stringify({ kind: 'issue' }))}`)
  await page.getByLabel('Choose all on this page').check()
  await clean(test, 'chosen movements')
  await press('Reverse movements')
  const dialog = page.getByRole('dialog', { name: 'Reverse movements?' })
  const verb = dialog.getByRole('button', { name: 'Reverse movements' })
  test.ok(await verb.isDisabled(), 'a reversal has a why')
  await dialog.getByLabel('Why').fill('The lorry went elsewhere')
  await verb.click()
  await page.getByText(/[1-9]\d* are reversed/).waitFor()
  test.match((await movements('reversal'))[0], { kind: 'reversal' })
})

await t.test('every screen is without fault in both themes, and at a tablet’s width', async (test) => {
  const [movement] = await movements('receipt')
  const { data: items } = await api<List<{ id: string }>>('/items')
  const { data: bins } = await api<List<{ id: string }>>('/locations?code=A-01-1')
  const screens: readonly (readonly [string, string])[] = [
    ['/items', 'Items'],
    [`/items/${items[0]?.id}`, 'GW-11006 Heart tea-light holder, white'],
    [`/items/${items[0]?.id}/show`, 'Heart tea-light holder, white'],
    ['/movements', 'Movements'],
    [`/movements/${movement?.id}/show`, 'Receipt'],
    ['/post/issue', 'Issue'],
    ['/post/adjustment', 'Adjust'],
    ['/locations/create', 'New location'],
    [`/locations/${bins[0]?.id}/show`, 'A-01-1'],
    ['/sites', 'Sites'],
    ['/companies', 'Companies'],
    ['/owners', 'Owners'],
    ['/reasons', 'Reasons'],
    ['/users', 'People'],
    ['/api-keys', 'API keys'],
    ['/audit', 'Audit'],
    ['/proof', 'Proof'],
    ['/host/health', 'Health'],
    ['/nowhere', 'There is no such page'],
  ]
  await page.setViewportSize({ width: 768, height: 1024 })
  await page.getByRole('button', { name: /your menu$/ }).click()
  await page.getByRole('menuitemradio', { name: 'Dark theme' }).click()
  await page.keyboard.press('Escape')
  for (const [path, title] of screens) {
    // The way a link goes: loading the pages anew for each screen would take most of the time.
    await page.evaluate(`history.pushState({}, '', '${path}'); dispatchEvent(new PopStateEvent('popstate'))`)
    await heading(title).waitFor()
    await page.getByText('Reading', { exact: true }).first().waitFor({ state: 'detached' })
    await clean(test, `${path.replace(/[0-9a-f-]{36}/, ':id')} in the dark theme`)
  }
})

t.same(desk.complaints, [], 'the console stays without an error')
