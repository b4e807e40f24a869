import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildAdminEntry, hostName, hostNames } from '@stowage/sdk/admin-build'
import t from 'tap'
import lostPlugin from '../contract/broken-plugins/lost/index.ts'
import { deliveryPlugin } from '../screens/delivery/index.ts'
import { openDesk } from './desk.ts'
import { ownFolder } from './own-folder.ts'

const company = '00000000-0000-7000-8000-000000000001'

const folder = ownFolder()
const out = `${folder}/built`
const entry = fileURLToPath(new URL('../screens/delivery/admin/index.tsx', import.meta.url))
await buildAdminEntry({ entry, out })
const desk = await openDesk(t, { plugins: [deliveryPlugin(pathToFileURL(`${out}/`)), lostPlugin] })
const { page, url, api } = desk
const heading = (name: string) => page.getByRole('heading', { level: 1, name })
const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click()
const menu = page.getByRole('navigation', { name: 'Main' })
const goTo = (name: string) => menu.getByRole('link', { name, exact: true }).click()
const clean = async (test: Pick<typeof t, 'same'>, screen: string) => {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    test.same(await desk.violations(), [], `axe finds nothing on ${screen} in the ${colorScheme}`)
  }
}

await t.test('the page hands every promised name over to plugins, and nothing else', async (test) => {
  await page.goto(url)
  const given = (await page.evaluate(
    `import('@stowage/admin').then((desk) => Object.keys(desk))`,
  )) as string[]
  const promised = Object.entries(hostNames).flatMap(([from, names]) =>
    names.map((name) => hostName(from as keyof typeof hostNames, name)),
  )
  test.strictSame(given.sort(), promised.sort())
  await desk.logIn()
})

await t.test('a list that nobody drew is empty first, and its form says what is missing', async (test) => {
  await api('/locations/sites', { company, code: 'LEEDS', name: 'Leeds', timeZone: 'Europe/London' })
  await goTo('Carriers')
  await page.getByText('No carriers yet.').waitFor()
  await clean(test, 'an empty drawn list')
  await page.getByRole('link', { name: 'New carrier' }).first().click()
  await heading('New carrier').waitFor()
  await press('Create carrier')
  await page.getByText('need another look', { exact: false }).waitFor()
  await clean(test, 'a drawn form with gaps')
})

await t.test(
  'a drawn form takes every kind of field, and the server’s word stands beside its own',
  async (test) => {
    await api('/delivery/carriers', { name: 'Parcel Kings', mode: 'air', contact: { person: 'Ann' } })
    await page.getByLabel('Name', { exact: false }).first().fill('Parcel Kings')
    await page.getByLabel('Mode').click()
    await page.getByRole('option', { name: 'Road' }).click()
    await page.getByLabel('Largest weight, optional').fill('1250.5')
    await page.getByLabel('Contract until, optional').fill('2027-03-31')
    await page.getByLabel('Seen last, optional').fill('2026-11-20T08:30')
    await page.getByLabel('Starts at, optional').fill('LEEDS')
    await page.getByRole('option', { name: /LEEDS/i }).first().click()
    await page.getByLabel('Person').fill('Bo Carter')
    await page.getByLabel('Regions, optional').fill('north')
    await page.keyboard.press('Enter')
    await page.getByLabel('Regions, optional').fill('west')
    await page.keyboard.press('Enter')
    await press('Create carrier')
    await page.getByText('There is a carrier Parcel Kings already.').waitFor()
    await clean(test, 'a drawn form with a refusal')
    await page.getByLabel('Name', { exact: false }).first().fill('Moorland Vans')
    await press('Create carrier')
    await heading('Moorland Vans').waitFor()
    for (const text of ['Road', '1,250.5', '31 Mar 2027', 'Leeds', 'north, west', 'Bo Carter']) {
      await page.getByRole('definition').filter({ hasText: text }).first().waitFor()
    }
    await clean(test, 'a drawn row')
  },
)

await t.test('a drawn list is filtered, ordered and opened by what its route offers', async (test) => {
  await goTo('Carriers')
  await page.getByRole('cell', { name: 'Moorland Vans', exact: true }).waitFor()
  await page.getByRole('cell', { name: 'Leeds' }).waitFor()
  await clean(test, 'a drawn list')
  await page.getByLabel('Mode').selectOption('air')
  await page.getByRole('cell', { name: 'Moorland Vans', exact: true }).waitFor({ state: 'detached' })
  await page.getByLabel('Mode').selectOption('')
  await page.getByLabel('Contract until, from').fill('2027-01-01')
  await page.getByRole('cell', { name: 'Parcel Kings', exact: true }).waitFor({ state: 'detached' })
  await page.getByLabel('Search carriers').fill('nobody')
  await page.getByText('Nothing matches 2 filters').waitFor()
  await press('Clear filters')
  await page.getByRole('columnheader', { name: 'Stops a day' }).getByRole('button').click()
  await page.waitForURL(/sort=stops/)
  const csv = await page.getByRole('link', { name: 'CSV' }).getAttribute('href')
  test.match(await (await page.request.get(`${url}${csv}`)).text(), /Moorland Vans/)
  await page.getByLabel('Choose Parcel Kings').check()
  await press('Change')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Field' }).click()
  await page.getByRole('option', { name: 'Note' }).click()
  await dialog.getByRole('textbox').fill('Comes early')
  await dialog.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByText('1 changed.').waitFor()
})

await t.test('whoever saves a row that was changed meanwhile sees both, and chooses', async (test) => {
  const { data } = await api<{ data: { id: string }[] }>('/delivery/carriers?q=Moorland')
  const id = data[0]!.id
  await page.goto(`${url}/x/delivery/carriers/${id}`)
  await heading('Moorland Vans').waitFor()
  await page.getByLabel('Stops a day').fill('35')
  const headers = { 'sec-fetch-site': 'same-origin', 'if-match': '"1"' }
  const theirs = await page.request.patch(`${url}/api/v1/delivery/carriers/${id}`, {
    headers,
    data: { note: 'Rings twice' },
  })
  test.equal(theirs.status(), 200)
  await press('Save carrier')
  await page.getByText('Somebody saved this while you had it open.', { exact: false }).waitFor()
  await page.getByRole('cell', { name: 'Rings twice' }).waitFor()
  await page.getByRole('cell', { name: '35' }).waitFor()
  await clean(test, 'both versions')
  await press('Put my changes over it')
  await page.getByText('Somebody saved this', { exact: false }).waitFor({ state: 'detached' })
  await press('Save carrier')
  await page.getByRole('definition').filter({ hasText: 'Rings twice' }).waitFor()
  await page.getByRole('definition').filter({ hasText: '35' }).waitFor()
})

await t.test('a page of the plugin’s own has the desk’s React, notices and links', async (test) => {
  await goTo('Board')
  await page.getByText('2 carriers').waitFor()
  await press('Call the van')
  await page.getByText('The van was called.').waitFor()
  await page.getByText('Called once').waitFor()
  await clean(test, 'a page of a plugin')
  test.same(desk.complaints, [], 'the console had nothing to complain of')
})

await t.test('a page of the plugin’s own speaks the reader’s language, and keeps what was done', async () => {
  const speak = async (language: string) => {
    await page.getByRole('button', { name: /your menu|votre menu/ }).click()
    await page.getByRole('menuitemradio', { name: language, exact: true }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'hidden' })
  }
  await speak('Français')
  await page.getByText('Appelée une fois').waitFor()
  await speak('English')
  await page.getByText('Called once').waitFor()
})

await t.test(
  'a part that breaks names its plugin and version, and leaves the rest standing',
  async (test) => {
    const item = await api<{ id: string }>('/items', { sku: 'APPLE', name: 'Apple', baseUnit: 'each' })
    await page.goto(`${url}/items/${item.id}/show`)
    await page.getByText('Delivery 0.1.0 broke here: the map of routes is lost').waitFor()
    await page
      .getByRole('region', { name: 'Delivery', exact: true })
      .getByText('APPLE of Apple travels by')
      .waitFor()
    await heading('Apple').waitFor()
    await clean(test, 'a slot that broke')
    test.ok(desk.complaints.length > 0, 'the console says what broke')
    test.same(
      desk.complaints.filter((line) => !/map of routes/.test(line)),
      [],
      'and nothing else',
    )
    await page.getByRole('link', { name: 'a carrier' }).click()
    await heading('Carriers').waitFor()
  },
)

await t.test('an administrator sees which plugins there are, and sets one up', async (test) => {
  await goTo('Plugins')
  await heading('Plugins').waitFor()
  await page.getByRole('link', { name: 'Delivery', exact: true }).waitFor()
  await clean(test, 'the plugins')
  await page.getByRole('link', { name: 'Delivery', exact: true }).click()
  await heading('Delivery').waitFor()
  test.equal(await page.getByLabel('Most stops of a tour').inputValue(), '25')
  await page.getByLabel('Most stops of a tour').fill('80')
  await press('Save settings')
  await page.getByText('Must be 60 or less').waitFor()
  await clean(test, 'settings with a gap')
  await page.getByLabel('Most stops of a tour').fill('40')
  await page.getByLabel('Token of the map, optional').fill('sesame-77')
  await press('Save settings')
  await page.getByText('Saved; it counts from now on.').waitFor()
  const text = JSON.stringify(await api('/host/settings/delivery'))
  test.match(text, /"mostStops":40/)
  test.notMatch(text, /sesame/)
  await page.getByLabel('Most stops of a tour').fill('35')
  const theirs = await page.request.put(`${url}/api/v1/host/settings/delivery/values`, {
    headers: { 'sec-fetch-site': 'same-origin', 'if-match': '"1"' },
    data: { scope: 'organisation', place: null, values: { mostStops: 30 } },
  })
  test.equal(theirs.status(), 200, await theirs.text())
  await press('Save settings')
  const both = page.getByRole('alert', { name: 'Two versions' }).getByRole('row', { name: /Most stops/ })
  await both.getByText('30').waitFor()
  await both.getByText('35').waitFor()
  await clean(test, 'two versions of settings')
  await press('Put my changes over it')
  await press('Save settings')
  await page.getByRole('alert', { name: 'Two versions' }).waitFor({ state: 'detached' })
  await goTo('Event subscribers')
  await heading('Event subscribers').waitFor()
  await page.getByText('No plugin takes part in events.').waitFor()
  await clean(test, 'the subscribers')
})

await t.test(
  'screens that break as they are loaded show the same box, in a group of their own',
  async (test) => {
    await menu.getByRole('heading', { name: 'Lost things' }).waitFor()
    await goTo('Shelf')
    await page.getByText('Lost and found 2.0.1 broke here: no map was packed').waitFor()
    await clean(test, 'a plugin that cannot be loaded')
    await goTo('Items')
    await heading('Items').waitFor()
  },
)

await t.test(
  'newer screens of a plugin ask for one reload, and a plugin that is off takes its own away',
  async (test) => {
    await goTo('Board')
    await heading('Board').waitFor()
    const { plugins } = await api<{ plugins: { name: string; version: string; entry: string }[] }>(
      '/host/screens',
    )
    const newer = plugins
      .filter(({ name }) => name === 'delivery')
      .map((plugin) => ({ ...plugin, version: '0.2.0', entry: plugin.entry.replace('.js', '0.js') }))
    await page.route('**/api/v1/host/screens', (route) => route.fulfill({ json: { plugins: newer } }))
    await page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`)
    await page.getByText('New screens are here: Delivery 0.2.0.').waitFor()
    await menu.getByRole('link', { name: 'Shelf' }).waitFor({ state: 'detached' })
    await page.getByText('Delivery 0.2.0 broke here', { exact: false }).waitFor()
    await clean(test, 'the news of a plugin')
    await page.unroute('**/api/v1/host/screens')
    await press('Load them')
    await menu.getByRole('link', { name: 'Shelf' }).waitFor()
    await page.getByText('New screens are here', { exact: false }).waitFor({ state: 'detached' })
  },
)
