import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildAdminEntry } from '@stowage/sdk/admin-build'
import t from 'tap'
import { givePositions } from '../../core/src/testing/give-positions.ts'
import webhooks from '../../plugins/webhooks/index.ts'
import { startTarget } from '../../plugins/webhooks/test/target.ts'
import { openDesk } from './desk.ts'
import { ownFolder } from './own-folder.ts'

const out = ownFolder()
const entry = fileURLToPath(new URL('../../plugins/webhooks/admin/index.tsx', import.meta.url))
await buildAdminEntry({ entry, out })
const plugin = { ...webhooks, admin: { ...webhooks.admin, entry: pathToFileURL(`${out}/`) } }
const desk = await openDesk(t, { plugins: [plugin], doesJobs: true })
const stopGiving = givePositions(desk.database)
t.teardown(stopGiving)
const { page, url, api } = desk
const company = '00000000-0000-7000-8000-000000000001'
const supplier = '00000000-0000-7000-8000-000000000011'
const target = await startTarget(t)
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const clean = async (test: Pick<typeof t, 'same'>, screen: string) =>
  test.same(await desk.violations(), [], `axe finds nothing on ${screen}`)

/** Posts a receipt, once there is something to receive. */
let bring: (quantity: number) => Promise<unknown>

await t.test('a webhook is made by a form, and its test tells what was answered', async (test) => {
  await desk.logIn()
  const site = await api<{ id: string }>('/locations/sites', {
    company,
    code: 'LEEDS',
    name: 'Leeds',
    timeZone: 'UTC',
  })
  const bin = await api<{ id: string }>('/locations', { site: site.id, kind: 'bin', code: 'A-01' })
  const item = await api<{ id: string }>('/items', { sku: 'APPLE', name: 'Apple', baseUnit: 'each' })
  bring = (quantity) => {
    const lines = [{ item: item.id, quantity, from: { location: supplier }, to: { location: bin.id } }]
    return api('/ledger/movements', { mode: 'all', movements: [{ kind: 'receipt', lines }] })
  }
  await page.goto(`${url}/x/webhooks/endpoints/create`)
  await heading('New webhook').waitFor()
  await page.getByLabel('Name').fill('Shop')
  await page.getByLabel('Address').fill(target.url)
  const events = page.getByRole('combobox', { name: 'Events, optional' })
  await events.fill('movement.posted')
  await page.getByRole('option', { name: 'ledger.movement.posted@1', exact: true }).click()
  await events.fill('nothing of that name')
  await page.getByText('Nothing here yet').waitFor()
  await page.keyboard.press('Escape')
  await press('Create webhook')
  await page.getByText('is not a public address', { exact: false }).first().waitFor()
  await clean(test, 'a refused form')
  await api('/host/allowed-targets', { host: '127.0.0.1', plainHttp: true })
  await press('Create webhook')
  await heading('Shop').waitFor()
  await page.getByText('Nothing was sent there yet.').waitFor()
  await press('Send a test')
  await page.getByText(/The test was acknowledged with 200 after \d+ ms/).waitFor()
  await clean(test, 'a webhook')
})

await t.test('a delivery shows what was sent, each try, and what was answered', async (test) => {
  await bring(7)
  await page.getByRole('table', { name: 'Deliveries' }).getByText('delivered').waitFor()
  await page.getByRole('link', { name: 'ledger.movement.posted@1' }).click()
  await heading(/Delivery \d+/).waitFor()
  await page.getByRole('region', { name: 'Tries and answers' }).getByText('said 200').waitFor()
  await page.getByRole('region', { name: 'Request' }).getByText('"quantity": 7', { exact: false }).waitFor()
  await clean(test, 'a delivery')
})

await t.test('a secret is shown, and rotated with an overlap', async (test) => {
  await page.getByRole('link', { name: 'Shop' }).click()
  await press('Show the secret')
  const shown = page.getByRole('dialog', { name: 'Secret' })
  await shown.getByText(/^whsec_/).waitFor()
  await clean(test, 'a secret')
  const before = await shown.getByText(/^whsec_/).textContent()
  await shown.getByRole('button', { name: 'Close' }).click()
  await shown.waitFor({ state: 'hidden' })
  await press('Rotate the secret …')
  await press('Make another')
  await shown.getByText(/^whsec_/).waitFor()
  await shown.getByText('The former secret signs as well until').waitFor()
  test.not(await shown.getByText(/^whsec_/).textContent(), before)
  await shown.getByRole('button', { name: 'Close' }).click()
  await shown.waitFor({ state: 'hidden' })
})

await t.test('what happened is sent again from a position', async (test) => {
  const before = target.received.length
  await press('Send again …')
  const dialogue = page.getByRole('dialog', { name: 'Send again what happened?' })
  await dialogue.getByLabel('From position').fill('1')
  await clean(test, 'the question from where')
  await dialogue.getByRole('button', { name: 'Send again' }).click()
  await dialogue.waitFor({ state: 'hidden' })
  await target.until(({ length }) => length > before)
  test.equal(target.received.at(-1)!.body.position, 1)
})

await t.test('a dead letter stands in its list, and is sent again from there', async (test) => {
  target.behave = () => 500
  const said = await page.request.put(`${url}/api/v1/host/settings/webhooks/values`, {
    headers: { 'sec-fetch-site': 'same-origin', 'if-match': '"0"' },
    data: { scope: 'organisation', values: { attempts: 1 } },
  })
  test.equal(said.status(), 200)
  await bring(9)
  await page.goto(`${url}/x/webhooks/dead-letters`)
  await page.getByText('500 answered with an error').waitFor()
  await page.getByRole('checkbox', { name: /^Choose ledger.movement.posted@1/ }).check()
  const bar = page.getByRole('region', { name: 'Chosen rows' })
  await bar.getByRole('link', { name: 'XLSX of the chosen' }).waitFor()
  await clean(test, 'dead letters')
  await bar.getByRole('button', { name: 'Drop for good' }).click()
  const question = page.getByRole('dialog', { name: 'Drop for good?' })
  await question.getByLabel('Why', { exact: false }).waitFor()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await question.waitFor({ state: 'hidden' })
  target.behave = () => 200
  await press('Send all again')
  await page.getByText('No dead letters.', { exact: false }).waitFor()
  await page.goto(`${url}/x/webhooks/deliveries`)
  await page.getByRole('cell', { name: 'Shop' }).first().waitFor()
  await clean(test, 'all deliveries')
})

await t.test('all of it speaks French, and a webhook is removed', async (test) => {
  await page.getByRole('button', { name: /your menu/ }).click()
  await page.getByRole('menuitemradio', { name: 'Français', exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('navigation', { name: 'Principal' }).waitFor()
  await page.goto(`${url}/x/webhooks/endpoints`)
  await heading('Webhooks').waitFor()
  await page.getByRole('cell', { name: 'Shop', exact: true }).click()
  await page.getByRole('button', { name: 'Envoyer un essai' }).click()
  await page.getByText(/L’essai a été confirmé par 200/).waitFor()
  await clean(test, 'a webhook in French')
  await page.getByRole('button', { name: 'Supprimer …' }).click()
  const dialogue = page.getByRole('dialog', { name: /Supprimer/ })
  await dialogue.getByRole('button', { name: 'Supprimer' }).click()
  await dialogue.waitFor({ state: 'hidden' })
  await heading('Webhooks').waitFor()
  test.equal((await api<{ data: unknown[] }>('/webhooks/endpoints')).data.length, 0)
  test.same(desk.complaints, [], 'the console had nothing to complain of')
})
