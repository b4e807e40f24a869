import t from 'tap'
import inventory from '../../plugins/inventory/index.ts'
import { openDesk } from './desk.ts'

/* What is done to many rows at once: by those that were chosen, or by all that a filter finds. */
const company = '00000000-0000-7000-8000-000000000001'
const supplier = '00000000-0000-7000-8000-000000000011'
const demand = { kind: 'by_hand', id: '019a0000-0000-7000-8000-000000000042' }

const desk = await openDesk(t, { plugins: [inventory] })
const { page, url, api } = desk
const dialog = page.getByRole('dialog')
const bar = page.getByRole('region', { name: 'Chosen rows' })
const make = async (path: string, body: object) => (await api<{ id: string }>(path, body)).id

/** Chooses them in a list, does it, and reads what is said of it. */
async function doTo(list: string, names: readonly string[], verb: string, says: string): Promise<void> {
  await choose(list, names)
  await bar.getByRole('button', { name: verb, exact: true }).click()
  await confirm(verb, says)
}

async function choose(list: string, names: readonly string[]): Promise<void> {
  await page.goto(`${url}/${list}`)
  for (const name of names) await page.getByLabel(`Choose ${name}`, { exact: true }).check()
  await bar.getByText(`${names.length} chosen`).waitFor()
}

async function confirm(verb: string, says: string): Promise<void> {
  await dialog.getByRole('button', { name: verb, exact: true }).click()
  await page.getByText(says).waitFor()
  await dialog.waitFor({ state: 'hidden' })
}

const world = { site: '', bin: '', items: [] as string[] }

await t.test('there are two apples and pears in a bin', async () => {
  await desk.logIn()
  world.site = await make('/locations/sites', {
    company,
    code: 'LEEDS',
    name: 'Leeds',
    timeZone: 'Europe/London',
  })
  world.bin = await make('/locations', { site: world.site, kind: 'bin', code: 'A-01' })
  for (const sku of ['APPLE', 'PEAR']) {
    const item = await make('/items', { sku, name: sku.toLowerCase(), baseUnit: 'each' })
    world.items.push(item)
    const line = { item, quantity: 2, from: { location: supplier }, to: { location: world.bin } }
    await api('/ledger/movements', { mode: 'all', movements: [{ kind: 'receipt', lines: [line] }] })
  }
})

await t.test('what is kept for somebody is let go of, two at once', async (test) => {
  const allocations = world.items.map((item) => ({ act: 'allocate', demand, item, quantity: 1 }))
  await api('/ledger/allocations', { mode: 'all', allocations })
  await doTo('allocations', ['APPLE, A-01', 'PEAR, A-01'], 'Release', '2 are released.')
  test.same((await api<{ data: object[] }>('/ledger/allocations')).data, [])
})

await t.test('units are closed, but not one with something in it', async () => {
  for (const code of ['TOTE-1', 'TOTE-2']) await make('/locations/handling-units', { code, kind: 'tote' })
  const full = await make('/locations/handling-units', { code: 'TOTE-3', kind: 'tote', location: world.bin })
  const to = { location: world.bin, handlingUnit: full }
  const line = { item: world.items[0], quantity: 1, from: { location: supplier }, to }
  await api('/ledger/movements', { mode: 'all', movements: [{ kind: 'receipt', lines: [line] }] })
  await choose('handling-units', ['TOTE-1', 'TOTE-2', 'TOTE-3'])
  await bar.getByRole('button', { name: 'Close units' }).click()
  await confirm('Close units', '2 are closed, 1 refused:')
})

await t.test('devices and keys are revoked, and mail is tried again', async (test) => {
  for (const name of ['Scanner 1', 'Scanner 2']) await api('/access/devices', { name, site: world.site })
  await doTo('devices', ['Scanner 1', 'Scanner 2'], 'Revoke for good', '2 are revoked.')
  for (const name of ['Shop', 'Press']) await api('/access/api-keys', { name, permissions: [] })
  await doTo('api-keys', ['Shop', 'Press'], 'Revoke for good', '2 are revoked.')
  const keys = await api<{ data: { revokedAt: string | null }[] }>('/access/api-keys')
  test.ok(keys.data.every(({ revokedAt }) => revokedAt !== null))

  const mail = (n: number) => ({
    id: `019a0000-0000-7000-8000-00000000010${n}`,
    plugin: 'host',
    message: JSON.stringify({ to: ['rosa@example.com'], subject: `Letter ${n}`, text: 'Hello' }),
    state: 'failed',
    attempts: 9,
    last_error: 'nobody answers',
  })
  await desk.database.background('host.mail').insert([mail(1), mail(2)])
  await doTo('mails', ['Letter 1', 'Letter 2'], 'Try again', '2 are tried again, with all their tries.')
  const { data } = await api<{ data: { state: string }[] }>('/host/mails')
  test.same(
    data.map(({ state }) => state),
    ['queued', 'queued'],
  )
})

await t.test('rows of a list that is drawn from its schema are changed alike, and removed', async (test) => {
  for (const item of world.items)
    await api('/inventory/reorder-points', { item, site: world.site, minimum: 1, target: 20 })
  const points = 'x/inventory/reorder_point'
  await page.goto(`${url}/${points}`)
  await page.getByLabel('Choose all on this page').check()
  await bar.getByText('2 chosen').waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing on rows that are chosen')
  const change = bar.getByRole('button', { name: 'Change', exact: true })
  await change.click()
  await dialog.getByRole('combobox', { name: 'Field' }).click()
  await page.getByRole('option', { name: 'Minimum' }).click()
  await dialog.getByLabel('Minimum', { exact: false }).last().fill('30')
  await confirm('Change', '0 changed, 2 refused: Filling up to 20 would leave it below its minimum of 30')
  await page.getByLabel('Choose all on this page').check()
  await change.click()
  await dialog.getByRole('combobox', { name: 'Field' }).click()
  await page.getByRole('option', { name: 'Minimum' }).click()
  await dialog.getByLabel('Minimum', { exact: false }).last().fill('5')
  test.same(await desk.violations(), [], 'axe finds nothing on a change of many')
  await confirm('Change', '2 changed.')
  const minimums = async () =>
    (await api<{ data: { minimum: number }[] }>('/inventory/reorder-points')).data.map(
      ({ minimum }) => minimum,
    )
  test.same(await minimums(), [5, 5])

  await page.getByLabel('Choose all on this page').check()
  const file = await bar.getByRole('link', { name: 'CSV of the chosen' }).getAttribute('href')
  const rows = (await (await page.request.get(`${url}${file}`)).text()).trim().split('\n')
  test.equal(rows.length, 3, 'a head and the two')
  await bar.getByRole('button', { name: 'Remove', exact: true }).click()
  await confirm('Remove', '2 removed.')
  test.same(await minimums(), [])
})

await t.test('rules stand in the order in which they are asked, and many are taken away', async (test) => {
  const question = { point: 'inventory.reorder_quantity', strategy: 'inventory.fill_up' }
  await make('/host/strategy-bindings', { ...question, title: 'Everywhere' })
  await make('/host/strategy-bindings', { ...question, title: 'In Leeds', site: world.site })
  await make('/host/strategy-bindings', { ...question, title: 'First', rank: 5 })
  await page.goto(`${url}/rules`)
  await page.getByText('Where no rule answers').waitFor()
  const names = page.getByRole('region', { name: 'Rules' }).locator('tbody tr td:nth-child(4)')
  await names.nth(2).waitFor()
  test.same(await names.allTextContents(), ['In Leeds', 'First', 'Everywhere'])
  test.same(await desk.violations(), [], 'axe finds nothing on the rules')
  await doTo('rules?filter={"q":"every"}', ['Everywhere'], 'Take away', '1 taken away;')
  await page.goto(`${url}/rules?filter={}`)
  await page.getByLabel('Choose First', { exact: true }).check()
  await bar.getByRole('button', { name: 'End now', exact: true }).click()
  await confirm('End now', '1 are over; what they decided stays.')
  await page.getByRole('row', { name: /First/ }).getByText('over', { exact: true }).waitFor()
})

t.same(desk.complaints, [], 'the console stays without an error')
