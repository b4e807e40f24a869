import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildAdminEntry } from '@stowage/sdk/admin-build'
import t from 'tap'
import { sequence } from '../../core/src/ledger/sequence/sequencer.ts'
import temperature from '../../examples/temperature/index.ts'
import halfWay from '../contract/broken-plugins/half-way/index.ts'
import tardy from '../contract/plugins/tardy/index.ts'
import { courier, printers } from './courier.ts'
import { openSwitchingDesk, until } from './desk.ts'
import { ownFolder } from './own-folder.ts'

const company = '00000000-0000-7000-8000-000000000001'
const supplier = '00000000-0000-7000-8000-000000000011'
const customer = '00000000-0000-7000-8000-000000000012'

const out = ownFolder()
const source = fileURLToPath(new URL('../../examples/temperature/admin/index.tsx', import.meta.url))
await buildAdminEntry({ entry: source, out })
const built = { ...temperature, admin: { ...temperature.admin, entry: pathToFileURL(`${out}/`) } }

const desk = await openSwitchingDesk(t, [built, halfWay, tardy, courier, printers])
const { page, url, api } = desk
// A switch waits for every server, and takes its seconds on a busy machine.
page.setDefaultTimeout(20_000)
const heading = (name: string) => page.getByRole('heading', { level: 1, name })
const dialog = page.getByRole('dialog')
const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().click()
const confirm = (name: string) => dialog.getByRole('button', { name, exact: true }).click()
const menu = page.getByRole('navigation', { name: 'Main' })
const goTo = (name: string) => menu.getByRole('link', { name, exact: true }).click()
const row = (text: string) => page.getByRole('row').filter({ hasText: text })
const clean = async (test: Pick<typeof t, 'same'>, screen: string) =>
  test.same(await desk.violations(), [], `axe finds nothing on ${screen}`)

async function openPlugin(title: string): Promise<void> {
  await goTo('Plugins')
  await page.getByRole('link', { name: title, exact: true }).click()
  await heading(title).waitFor()
}

async function turnOn(title: string): Promise<void> {
  await openPlugin(title)
  await press('Turn on …')
  await confirm('Turn on')
  await dialog.getByText('It is done; all went on meanwhile.').waitFor()
  await confirm('Close')
  await page.getByRole('button', { name: 'Turn off …' }).waitFor()
}

const post = (kind: string, line: object) =>
  page.request.post(`${url}/api/v1/ledger/movements`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: { mode: 'all', movements: [{ kind, lines: [line] }] },
  })
const stock = { item: '', bin: '' }
const receipt = () =>
  post('receipt', {
    item: stock.item,
    quantity: 5,
    from: { location: supplier },
    to: { location: stock.bin },
  })

await t.test('what a plugin would add is shown before it is turned on, and there after it', async (test) => {
  await desk.logIn()
  const site = await api<{ id: string }>('/locations/sites', {
    company,
    code: 'HAM',
    name: 'Hamburg',
    timeZone: 'Europe/Berlin',
  })
  stock.bin = (await api<{ id: string }>('/locations', { site: site.id, kind: 'bin', code: 'COLD-1' })).id
  stock.item = (await api<{ id: string }>('/items', { sku: 'MILK', name: 'Milk', baseUnit: 'each' })).id
  await openPlugin('Temperature')
  await clean(test, 'a plugin that is off')
  await press('Turn on …')
  await dialog.getByText('temperature.reading, temperature.requirement').waitFor()
  await dialog.getByText('temperature.requirement.write', { exact: false }).waitFor()
  await clean(test, 'what would be switched')
  await confirm('Turn on')
  await dialog.getByText('It is done; all went on meanwhile.').waitFor()
  await confirm('Close')
  await goTo('Readings')
  await heading('Readings').waitFor()
  await page.goto(`${url}/locations/${stock.bin}/show`)
  await heading('COLD-1').waitFor()
})

await t.test('a plugin that cannot be turned on says why, and all stands as before', async (test) => {
  await openPlugin('half-way')
  await press('Turn on …')
  await confirm('Turn on')
  await dialog.getByText('It was not switched, and all stands as before.').waitFor()
  await clean(test, 'a switch that failed')
  await confirm('Close')
  await page.getByText('migration.failed').waitFor()
  await page.getByRole('button', { name: 'Turn on …' }).waitFor()
  await goTo('Readings')
  await heading('Readings').waitFor()
})

await t.test('what was posted before a plugin came is made up for in sight', async (test) => {
  test.equal((await receipt()).status(), 200)
  await openPlugin('Tardy')
  await press('Turn on …')
  await confirm('Turn on')
  await dialog.getByText('What was posted before is made up for', { exact: false }).waitFor()
  await clean(test, 'a switch under way')
  await dialog.getByText('It is done; all went on meanwhile.').waitFor()
  await confirm('Close')
})

await t.test('a hook that throws is named and counted, and its plugin can be turned off', async (test) => {
  await turnOn('Courier')
  const failed = await post('issue', {
    item: stock.item,
    quantity: 1,
    from: { location: stock.bin },
    to: { location: customer },
  })
  test.match(await failed.text(), /ledger.hook_failed/)
  await until(async () => {
    const { data } = await api<{ data: { name: string; hookFailures: number }[] }>('/host/plugins')
    return data.some(({ name, hookFailures }) => name === 'courier' && hookFailures > 0)
  })
  await page.goto(`${url}/host/plugins`)
  await page.getByRole('article', { name: 'Courier' }).getByText('1 posting failed').waitFor()
  await clean(test, 'plugins with a fault among them')
  await page.getByRole('link', { name: 'Courier', exact: true }).click()
  await page.getByText('A posting failed by a hook of it.').waitFor()
  await page.getByText('of version 1.2.0', { exact: false }).waitFor()
  await clean(test, 'a plugin with a fault')
})

await t.test('a job that is dead says what stopped it, is run again, and is dropped', async (test) => {
  await api('/courier/calls', {})
  await goTo('Jobs')
  await heading('Jobs').waitFor()
  await page.getByLabel('State').selectOption('dead')
  await row('courier.call').getByText('the depot does not answer', { exact: false }).waitFor()
  await clean(test, 'the jobs')
  await press('Run now: courier.call')
  await page.getByText('courier.call runs now, with all its tries.').waitFor()
  await page.reload()
  await row('courier.call').getByText('dead').waitFor()
  await press('Drop courier.call')
  await dialog.getByLabel('Reason').fill('The depot was closed for good')
  await clean(test, 'the question before a job is dropped')
  await confirm('Drop it for good')
  await page.getByText('Nothing matches 1 filter').waitFor()
  await press('Clear filters')
  await row('courier.call').getByText('dropped').waitFor()
})

await t.test('a decision is told in a sentence, and derived again', async (test) => {
  await goTo('Decisions')
  await page.getByRole('cell', { name: 'courier.van', exact: true }).click()
  await heading('Decision').waitFor()
  await page.getByText('It is the next that leaves.').first().waitFor()
  await page.getByText('2 dropped: full (V7, V9).', { exact: false }).waitFor()
  await press('Derive it again')
  await page.getByText('The same would be chosen today; no fact has changed.').waitFor()
  await clean(test, 'a decision')
})

await t.test('what must always be true is looked at, and what breaks it is shown', async (test) => {
  await api('/items', { sku: 'LOST', name: 'Lost umbrella', baseUnit: 'each' })
  await goTo('Invariants')
  await heading('Invariants').waitFor()
  await press('Look at all now')
  await row('No item is called LOST.').getByText('broken').waitFor({ timeout: 30_000 })
  await page.getByRole('cell', { name: 'Lost umbrella' }).waitFor()
  await page.getByText(/^1 of \d+ need a look$/).waitFor({ timeout: 30_000 })
  await clean(test, 'the invariants')
})

await t.test(
  'what holds a plugin back is named and let go of, and its events ask when it is back',
  async (test) => {
    await api('/items', { sku: 'PARCEL', name: 'Parcel', baseUnit: 'each' })
    await openPlugin('Courier')
    await press('Turn off …')
    await dialog.getByText('1 parcel waits for the van').waitFor()
    test.ok(await dialog.getByRole('button', { name: 'Turn off', exact: true }).isDisabled())
    await clean(test, 'what holds a plugin back')
    await confirm('Let go of it and turn off')
    await dialog.getByText('It is done; all went on meanwhile.').waitFor()
    await confirm('Close')
    test.equal((await receipt()).status(), 200)
    await sequence(desk.database)
    await goTo('Event subscribers')
    await row('courier').getByText('away').waitFor()
    await turnOn('Courier')
    await goTo('Event subscribers')
    await row('courier').getByText('asking').waitFor()
    await clean(test, 'a subscriber that asks')
    await press('Skip …')
    await dialog.getByLabel('Reason').fill('It was told by telephone')
    await confirm('Skip for good')
    await row('courier').getByText('running').waitFor()
  },
)

await t.test('settings are said for a place, and a wrong value is refused at its field', async (test) => {
  await openPlugin('Courier')
  await page.getByLabel('Address of the depot, optional').fill('not an address')
  await page.getByLabel('Token of the depot, optional').fill('sesame-street')
  await press('Save settings')
  await page
    .getByText('The setting "Address of the depot" of courier cannot be', { exact: false })
    .first()
    .waitFor()
  await clean(test, 'settings with a value that was refused')
  await page.getByLabel('Address of the depot, optional').fill('https://depot.example.com')
  await press('Save settings')
  await page.getByText('Saved; it counts from now on.').waitFor()
  await page.getByLabel('For', { exact: true }).click()
  await page.getByRole('option', { name: 'one site' }).click()
  await page.getByRole('combobox', { name: 'Which site' }).fill('HAM')
  await page.getByRole('option', { name: /HAM/ }).click()
  await page.getByText('Empty is what the wider place says: 7', { exact: false }).waitFor()
  await page.getByLabel('Days of notice, optional').fill('3')
  await clean(test, 'the settings of a site')
  await press('Save settings')
  const said = () => api<{ values: { scope: string; values: object }[] }>('/host/settings/courier')
  await until(async () => (await said()).values.some(({ scope }) => scope === 'site'))
  const { values } = await said()
  test.same(values.find(({ scope }) => scope === 'site')?.values, { days: 3 })
  test.notMatch(JSON.stringify(values), /sesame/)
  const daysAre = (days: number) => async () =>
    (await said()).values.some((one) => JSON.stringify(one.values) === JSON.stringify({ days }))
  await page.getByLabel('Days of notice, optional').fill('5')
  await press('Save settings')
  await until(daysAre(5))
  await page.goto(`${url}/audit?filter=${encodeURIComponent(JSON.stringify({ entity: 'host.setting' }))}`)
  await page.getByRole('button', { name: 'Put back' }).first().click()
  const question = page.getByRole('dialog', { name: 'Put back?' })
  await question.getByRole('button', { name: 'Put back' }).click()
  await question.waitFor({ state: 'hidden' })
  await until(daysAre(3))
  await page.goto(`${url}/audit?filter={}`)
})

await t.test('a plugin is removed with all that it kept, once its name was typed', async (test) => {
  await openPlugin('Temperature')
  test.equal(await page.getByRole('button', { name: 'Remove …' }).count(), 0, 'what is on stays')
  await api('/temperature/readings', { location: stock.bin, measuredAt: '2026-11-20T08:00:00Z', celsius: 4 })
  await press('Turn off …')
  await confirm('Turn off')
  await dialog.getByText('It is done; all went on meanwhile.').waitFor()
  await confirm('Close')
  await press('Remove …')
  const remove = dialog.getByRole('button', { name: 'Remove for good' })
  test.ok(await remove.isDisabled())
  await dialog.getByLabel('Type temperature to confirm').fill('temperatur')
  test.ok(await remove.isDisabled(), 'a part of its name is not its name')
  await dialog.getByLabel('Type temperature to confirm').fill('temperature')
  await clean(test, 'the question before a plugin is removed')
  await confirm('Remove for good')
  await page.getByText('It is removed.').waitFor()
  await page.getByText('reading, 1', { exact: false }).waitFor()
  await clean(test, 'a plugin that was removed')
  const left = await desk.database.background.raw("select from pg_namespace where nspname = 'temperature'")
  test.equal(left.rows.length, 0)
})

await t.test(
  'a plugin that is set up several times has a form for each, and a lost key is told',
  async (test) => {
    await turnOn('Printers')
    await page.getByText('It is not set up yet.').waitFor()
    await press('Add a set-up')
    await page.getByLabel('Name').fill('Packing table')
    await page.getByLabel('Host').fill('10.0.0.7')
    await page.getByLabel('Password, optional').fill('hush-hush')
    await press('Add set-up')
    await page.getByRole('heading', { name: 'Packing table' }).waitFor()
    await clean(test, 'a plugin that is set up several times')
    await desk.database.background('host.setting_instance').update({
      secrets: JSON.stringify({ password: 'v1.another-key.c2VhbGVk.c2VhbGVk.c2VhbGVk' }),
    })
    await page.reload()
    await page.getByText('Password cannot be read: it was encrypted with another key.').waitFor()
    await clean(test, 'a secret whose key is lost')
    await page.getByLabel('Password, optional').fill('hush-again')
    await press('Save set-up')
    await page.getByText('Password cannot be read', { exact: false }).waitFor({ state: 'detached' })
    const path = '/host/settings/printers/instances'
    const standing = async () =>
      (await api<{ data: { id: string; version: number; values: { host: string } }[] }>(path)).data[0]!
    const { id, version, values } = await standing()
    await page.getByLabel('Host').fill('10.0.0.8')
    const headers = { 'sec-fetch-site': 'same-origin', 'if-match': `"${version}"` }
    const data = { name: 'Packing table', values: { ...values, host: '10.0.0.9' } }
    const other = await page.request.put(`${url}/api/v1${path}/${id}`, { headers, data })
    test.equal(other.status(), 200)
    await press('Save set-up')
    const versions = page.getByRole('alert', { name: 'Two versions' })
    await versions.getByRole('row', { name: 'Host 10.0.0.9 10.0.0.8' }).waitFor()
    await clean(test, 'two versions of a set-up')
    await versions.getByRole('button', { name: 'Put my changes over it' }).click()
    await versions.waitFor({ state: 'detached' })
    await press('Save set-up')
    await until(async () => (await standing()).values.host === '10.0.0.8')
    await press('Take it away …')
    await confirm('Take it away')
    await page.getByText('It is not set up yet.').waitFor()
  },
)

t.same(desk.complaints, [], 'the console stays without an error')
