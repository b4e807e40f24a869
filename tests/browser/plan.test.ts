import t from 'tap'
import { openDesk, until } from './desk.ts'

interface List<Row> {
  readonly data: readonly Row[]
}
interface Place {
  readonly id: string
  readonly code: string
  readonly x: number
  readonly y: number
  readonly version: number
  readonly isActive: boolean
}

const company = '00000000-0000-7000-8000-000000000001'
const supplier = '00000000-0000-7000-8000-000000000011'

const desk = await openDesk(t)
const { page, url, api } = desk
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const panel = (code: string) => page.getByRole('complementary', { name: code, exact: true })
const clean = async (test: Pick<typeof t, 'same'>, screen: string) =>
  test.same(await desk.violations(), [], `axe finds nothing on ${screen}`)
const placeOf = async (code: string) => (await api<List<Place>>(`/locations?code=${code}`)).data[0]!
const site = { id: '' }

await t.test('a building of 2,400 bins is drawn before it is made, from a code with ranges', async (test) => {
  await desk.logIn()
  site.id = (
    await api<{ id: string }>('/locations/sites', { company, code: 'LEEDS', name: 'Leeds', timeZone: 'UTC' })
  ).id
  await page.goto(`${url}/locations/layout`)
  await page.getByRole('combobox', { name: 'Site' }).click()
  await page.getByRole('option', { name: /LEEDS/ }).click()
  await page.getByLabel('Code of a place').fill('A-[01-20]-[01-30]-[1-4]')
  await page.getByLabel('Code of an aisle’s area, optional').fill('')
  await press('Preview')
  await page.getByText('2,400 places would be made. Nothing is made yet.').waitFor()
  await page.getByRole('img', { name: /^600 places on the floor/ }).waitFor()
  await clean(test, 'a drawn preview')
  await press('Make 2,400 locations')
  await page.getByRole('heading', { level: 1, name: 'Locations' }).waitFor()
  test.ok(await placeOf('A-20-30-4'))
})

await t.test('the arrow keys walk the aisle, and a bin tells what is in it', async (test) => {
  const bin = await placeOf('A-01-02-1')
  const item = await api<{ id: string }>('/items', { sku: 'LAMP', name: 'Lamp', baseUnit: 'each' })
  const line = { item: item.id, quantity: 5, from: { location: supplier }, to: { location: bin.id } }
  await api('/ledger/movements', { mode: 'all', movements: [{ kind: 'receipt', lines: [line] }] })
  await page.goto(`${url}/plan`)
  await page.getByLabel('Find a place').fill('A-01-01-1')
  await panel('A-01-01-1').getByText('Nothing is here.').waitFor()
  await page.locator('.stack[aria-pressed=true]').focus()
  await page.keyboard.press('ArrowRight')
  await panel('A-01-02-1').getByRole('link', { name: /Lamp/ }).waitFor()
  test.match(page.url(), /place=/)
  await clean(test, 'the plan with an open bin')
  await page.keyboard.press('t')
  await page.getByRole('region', { name: 'Places of this site' }).waitFor()
  await clean(test, 'the plan as a table')
  await page.keyboard.press('t')
  await page.locator('.plan').waitFor()
})

await t.test(
  'a bin is locked for a count, unlocked, moved and renamed, and says what became of it',
  async (test) => {
    const open = panel('A-01-02-1')
    await open.getByRole('button', { name: 'Lock', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Reason').fill('count of aisle 1')
    await dialog.getByRole('button', { name: 'Lock', exact: true }).click()
    await page.getByRole('button', { name: /A-01-02-1 in use, locked/ }).waitFor()
    await open.getByRole('button', { name: 'Unlock', exact: true }).click()
    await dialog.getByText('count of aisle 1').waitFor()
    await clean(test, 'unlocking')
    await dialog.getByRole('button', { name: 'Unlock', exact: true }).click()
    await open.getByRole('button', { name: 'Unlock', exact: true }).waitFor({ state: 'detached' })
    await open.getByRole('button', { name: 'Change', exact: true }).click()
    await dialog.getByLabel('Code', { exact: true }).fill('A-01-02-0')
    await dialog.getByLabel('x in m', { exact: true }).fill('1.5')
    await clean(test, 'changing a place')
    await dialog.getByRole('button', { name: 'Save place' }).click()
    await panel('A-01-02-0').getByRole('complementary', { name: 'History' }).getByText('A-01-02-1').waitFor()
    test.match(await placeOf('A-01-02-0'), { x: 1.5, isActive: true })

    await panel('A-01-02-0').getByRole('button', { name: 'Change', exact: true }).click()
    await dialog.getByLabel('x in m', { exact: true }).fill('1.7')
    const { id, version } = await placeOf('A-01-02-0')
    await page.request.patch(`${url}/api/v1/locations/${id}`, {
      headers: { 'sec-fetch-site': 'same-origin', 'if-match': `"${version}"` },
      data: { x: 1.6 },
    })
    await dialog.getByRole('button', { name: 'Save place' }).click()
    await dialog.getByRole('row', { name: 'x in m 1.6 1.7' }).waitFor()
    await clean(test, 'two versions of a place')
    await dialog.getByRole('button', { name: 'Put my changes over it' }).click()
    await dialog.getByRole('button', { name: 'Save place' }).click()
    await dialog.waitFor({ state: 'hidden' })
    test.match(await placeOf('A-01-02-0'), { x: 1.7 })
  },
)

await t.test(
  'a stack that is dragged goes as one, and stays where it was if one of it changed',
  async (test) => {
    await page.goto(`${url}/plan?site=${site.id}`)
    const drag = async (from: string) => {
      const mark = await page.getByRole('button', { name: new RegExp(`${from}-1 `) }).boundingBox()
      const [x, y] = [mark!.x + mark!.width / 2, mark!.y + mark!.height / 2]
      await page.mouse.move(x, y)
      await page.mouse.down()
      await page.mouse.move(x + 40, y, { steps: 4 })
      await page.mouse.up()
    }
    const before = await placeOf('A-20-30-1')
    await press('Edit layout')
    await drag('A-20-30')
    await until(async () => (await placeOf('A-20-30-4')).version > 1)
    const moved = [await placeOf('A-20-30-1'), await placeOf('A-20-30-4')]
    test.not(`${moved[0]!.x} ${moved[0]!.y}`, `${before.x} ${before.y}`)
    test.same([moved[0]!.x, moved[0]!.y], [moved[1]!.x, moved[1]!.y], 'all of the stack went along')
    const back = page.waitForResponse(/locations\/moves/)
    await press('Undo')
    await back
    await page.waitForResponse(/locations\/plan/)
    const [low, high] = [await placeOf('A-20-30-1'), await placeOf('A-20-30-4')]
    test.same([low.x, low.y], [before.x, before.y], 'and comes back')
    await clean(test, 'the plan while it is edited')
    await page.route('**/locations/plan?*', (route) => route.abort())
    await page.request.patch(`${url}/api/v1/locations/${high.id}`, {
      headers: { 'sec-fetch-site': 'same-origin', 'if-match': `"${high.version}"` },
      data: { barcode: 'TOP' },
    })
    await drag('A-20-30')
    await page.getByRole('alert').filter({ hasText: 'meanwhile' }).waitFor()
    test.same([(await placeOf('A-20-30-1')).x, (await placeOf('A-20-30-1')).y], [low.x, low.y])
    await page.unroute('**/locations/plan?*')
    desk.complaints.splice(0)
    await press('Done editing')
  },
)

await t.test(
  'a place is drawn larger by its corner, and as it was; a new one begins in the middle',
  async (test) => {
    const sizeOf = async () =>
      (await api<List<{ sizeX: number | null }>>('/locations?code=A-20-30-1')).data[0]!.sizeX
    const { id } = await placeOf('A-20-30-1')
    await page.goto(`${url}/plan?site=${site.id}&place=${id}`)
    await press('Edit layout')
    const before = await sizeOf()
    const corner = await page.locator('.plan .resize').boundingBox()
    await page.mouse.move(corner!.x + corner!.width / 2, corner!.y + corner!.height / 2)
    await page.mouse.down()
    await page.mouse.move(corner!.x + 64, corner!.y + 64, { steps: 4 })
    await page.mouse.up()
    await until(async () => (await sizeOf()) !== before)
    test.ok((await sizeOf())! > (before ?? 0))
    await page.getByRole('button', { name: 'Undo', exact: true, disabled: false }).waitFor()
    await page.keyboard.press('Control+z')
    await until(async () => (await sizeOf()) === before)
    await page.getByRole('link', { name: 'New place' }).click()
    await page.getByRole('heading', { level: 1, name: 'New location' }).waitFor()
    test.match(await page.getByRole('combobox', { name: 'Site' }).inputValue(), /LEEDS/)
    test.not(await page.getByLabel('x in m, optional').inputValue(), '')
  },
)

await t.test('an empty place is taken out of use, and one with stock says why not', async (test) => {
  await page.goto(`${url}/plan?site=${site.id}&place=${(await placeOf('A-20-30-4')).id}`)
  const retire = async (code: string) => {
    await panel(code).getByRole('button', { name: 'Change', exact: true }).click()
    await page.getByRole('dialog').getByRole('switch').uncheck()
    await page.getByRole('dialog').getByRole('button', { name: 'Save place' }).click()
  }
  await retire('A-20-30-4')
  await panel('A-20-30-4').getByText('out of use').waitFor()
  test.match(await placeOf('A-20-30-4'), { isActive: false })
  const full = await placeOf('A-01-02-0')
  await page.goto(`${url}/plan?site=${site.id}&place=${full.id}`)
  await retire('A-01-02-0')
  await page.getByRole('dialog').getByRole('alert').waitFor()
  test.match(await placeOf('A-01-02-0'), { isActive: true })
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
})

await t.test('the plan goes back in time and says so', async (test) => {
  const slider = page.getByRole('slider')
  await slider.focus()
  await page.keyboard.press('PageDown')
  await page.getByText('Warehouse plan as it was at').waitFor()
  test.match(page.url(), /at=/)
  await panel('A-01-02-0').getByText('Nothing is here.').waitFor()
  await clean(test, 'the plan in the past')
  await press('Back to now')
  await panel('A-01-02-0').getByRole('link', { name: /Lamp/ }).waitFor()
})

await t.test('a view of stock is kept under a name', async (test) => {
  await page.goto(`${url}/stock?by=location&across=status&figure=onHand`)
  await press('Save this view')
  await page.getByRole('dialog').getByLabel('Name of the view').fill('By place')
  await page.getByRole('dialog').getByRole('button', { name: 'Save this view' }).click()
  const views = page.getByRole('navigation', { name: 'Views' })
  await views.getByRole('link', { name: 'All stock' }).click()
  await page.getByRole('columnheader', { name: 'Item' }).waitFor()
  await views.getByRole('link', { name: 'By place' }).click()
  await page.getByRole('columnheader', { name: 'unrestricted' }).waitFor()
  await clean(test, 'a kept view')
  await press('Forget the view By place')
  test.same(desk.complaints, [])
})
