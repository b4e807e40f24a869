import t from 'tap'
import { openDesk } from './desk.ts'

const company = '00000000-0000-7000-8000-000000000001'
const operator = '00000000-0000-7000-8000-000000000053'
const rosa = { name: 'Rosa', email: 'rosa@example.com', password: 'correct horse battery' }
const badge = 'BADGE-0042'

const desk = await openDesk(t)
const { page, url, api } = desk
const heading = (name: string) => page.getByRole('heading', { level: 1, name })
const dialog = page.getByRole('dialog')
const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click()
const confirm = (name: string) => dialog.getByRole('button', { name, exact: true }).click()
const menu = page.getByRole('navigation', { name: 'Main' })
const goTo = (name: string) => menu.getByRole('link', { name, exact: true }).click()
const row = (text: string) => page.getByRole('row').filter({ hasText: text })
const clean = async (test: Pick<typeof t, 'same'>, screen: string) =>
  test.same(await desk.violations(), [], `axe finds nothing on ${screen}`)

const people = { rosa: '' }

/** What stands in the list of a page when no more is read. */
async function openRosa(): Promise<void> {
  await page.goto(`${url}/users/${people.rosa}`)
  await heading('Rosa').waitFor()
  await page.getByRole('region', { name: 'Sessions' }).waitFor()
}

await t.test('roles are made by ticking sentences, and given to a person', async (test) => {
  await desk.logIn()
  await page.goto(`${url}/roles`)
  await page.getByText('Stock controller').waitFor()
  await clean(test, 'roles')
  await page.goto(`${url}/roles/create`)
  await page.getByRole('textbox', { name: 'Name' }).fill('Counter')
  await page.getByRole('checkbox', { name: 'See stock', exact: true }).check()
  await page.getByLabel('See items and their packaging levels').check()
  await clean(test, 'a new role')
  await press('Create role')
  await page.getByText('2 permissions').first().waitFor()
  const made = await api<{ data: { id: string; permissions: string[] }[] }>('/access/roles?name=Counter')
  test.same(made.data[0]!.permissions.toSorted(), ['items.item.read', 'ledger.balance.read'])
  const roles = [{ role: made.data[0]!.id }, { role: operator }]
  people.rosa = (await api<{ id: string }>('/access/users', { ...rosa, roles })).id
  await page.goto(`${url}/users`)
  await page.getByText('Counter, Operator').waitFor()
})

await t.test(
  'a role without a description is changed, and one is written and taken out again',
  async (test) => {
    const path = '/access/roles?name[startsWith]=Counter'
    const read = async () =>
      (await api<{ data: { id: string; name: string; description: string }[] }>(path)).data[0]!
    const { id, description } = await read()
    test.equal(description, '')
    const change = async (field: string, text: string) => {
      await page.goto(`${url}/roles/${id}`)
      await page.getByRole('textbox', { name: field, exact: true }).fill(text)
      await press('Save role')
      await heading('Roles').waitFor()
    }
    await change('Name', 'Counter of shelves')
    test.equal((await read()).name, 'Counter of shelves')
    for (const text of ['Counts what is there', '']) {
      await change('What for', text)
      test.equal((await read()).description, text)
    }
    await page.goto(`${url}/audit?filter=${encodeURIComponent(JSON.stringify({ entity: 'access.role' }))}`)
    const emptied = page.getByRole('row', { name: /Counts what is there/ }).first()
    await emptied.getByRole('button', { name: 'Put back' }).click()
    const question = page.getByRole('dialog', { name: 'Put back?' })
    await question.getByText('Counts what is there').waitFor()
    await clean(test, 'the question whether a change is put back')
    await question.getByRole('button', { name: 'Put back' }).click()
    await question.waitFor({ state: 'hidden' })
    test.equal((await read()).description, 'Counts what is there', 'the audit puts it back')
    await page.goto(`${url}/audit?filter={}`)
  },
)

await t.test('a person’s sessions are seen, and ended; a new name alone ends none', async (test) => {
  const theirs = await page.context().browser()!.newContext({ userAgent: 'Mozilla/5.0 (Linux) Firefox/140' })
  const headers = { 'sec-fetch-site': 'same-origin' }
  const { email, password } = rosa
  const session = `${url}/api/v1/access/session`
  await theirs.request.post(session, { headers, data: { email, password } })
  await openRosa()
  await row('Firefox on Linux').waitFor()
  await clean(test, 'a person')
  await page.emulateMedia({ colorScheme: 'dark' })
  await clean(test, 'a person in the dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Rosa B')
  await press('Save person')
  await page.getByRole('cell', { name: 'Rosa B', exact: true }).waitFor()
  test.equal((await theirs.request.get(session)).status(), 200)
  await page.goto(`${url}/users/${people.rosa}`)
  await row('Firefox on Linux').getByRole('button', { name: 'End' }).click()
  await page.getByText('Nowhere at the moment.').waitFor()
  test.equal((await theirs.request.get(session)).status(), 401)
  await theirs.close()
})

await t.test('a device is registered, and a person logs in on it by badge', async (test) => {
  await api('/locations/sites', { company, code: 'LEEDS', name: 'Leeds', timeZone: 'Europe/London' })
  await goTo('Devices')
  await page.getByRole('link', { name: 'New device' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Scanner 7')
  await page.getByRole('combobox', { name: 'Site' }).click()
  await page.getByRole('option', { name: /LEEDS/ }).click()
  await clean(test, 'a new device')
  await press('Register device')
  await page.getByText('Copy the token now. It is shown this once.').waitFor()
  const token = await page.locator('code').first().textContent()
  await clean(test, 'the token of a device')
  await page.getByRole('link', { name: 'To the list' }).click()
  await row('Scanner 7').getByText('Revoke').waitFor()
  await clean(test, 'devices')

  await page.goto(`${url}/users/${people.rosa}`)
  await page.getByText('Has neither badge nor PIN.').waitFor()
  test.equal(await page.getByText('Updates paused').count(), 0, 'a form that nobody touched is not changed')
  await press('Give badge or PIN …')
  await dialog.getByLabel('Badge').fill(badge)
  await dialog.getByLabel('PIN').fill('12')
  test.ok(
    await dialog.getByRole('button', { name: 'Give', exact: true }).isDisabled(),
    'a PIN has four digits',
  )
  await dialog.getByLabel('PIN').fill('4711')
  await clean(test, 'badge and PIN')
  await confirm('Give')
  await page.getByText('Logs in on registered devices by badge, by PIN, or by both.').waitFor()

  const floor = await page.context().browser()!.newContext()
  const headers = { 'sec-fetch-site': 'same-origin', 'stowage-device': token! }
  const entered = await floor.request.post(`${url}/api/v1/access/session/badge`, { headers, data: { badge } })
  test.equal(entered.status(), 200)
  await page.reload()
  await row('Scanner 7').getByRole('button', { name: 'End' }).waitFor()
  await goTo('Devices')
  await press('Revoke Scanner 7')
  await confirm('Revoke for good')
  await row('Scanner 7').getByText('revoked').waitFor()
  test.equal((await floor.request.get(`${url}/api/v1/access/session`, { headers })).status(), 401)
  await floor.close()
})

await t.test('somebody looks with her eyes, with a reason, and with his own again', async (test) => {
  await page.goto(`${url}/users/${people.rosa}`)
  await press('Look with these eyes …')
  await dialog.getByLabel('Reason').fill('She cannot find the bin')
  await clean(test, 'the question before a view')
  await confirm('Look')
  await page.getByText('You look with the eyes of Rosa B').waitFor()
  await menu.getByRole('link', { name: 'Items' }).waitFor()
  test.equal(await menu.getByRole('link', { name: 'Roles' }).count(), 0)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await clean(test, 'a view')
  await menu.getByRole('link', { name: 'Movements' }).waitFor()
  for (const form of ['Receive', 'Issue', 'Transfer', 'Adjust']) {
    test.equal(await menu.getByRole('link', { name: form, exact: true }).count(), 0, `no form: ${form}`)
  }
  await goTo('Stock')
  await heading('Stock').waitFor()
  test.equal(await page.getByRole('link', { name: 'Post movement' }).count(), 0, 'nothing can be posted')
  await press('See with my own eyes')
  await menu.getByRole('link', { name: 'Roles' }).waitFor()
  await menu.getByRole('link', { name: 'Receive', exact: true }).waitFor()
})

await t.test('whoever is bound to an owner is led to nothing that is the house’s', async (test) => {
  const owner = (await api<{ id: string }>('/access/owners', { kind: 'client', name: 'Anna Ltd' })).id
  const words = { name: 'Anna', email: 'anna@example.com', password: 'correct horse battery' }
  const { id } = await api<{ id: string }>('/access/users', { ...words, permissions: ['*'], owners: [owner] })
  const permissions = ['ledger.balance.read', 'access.user.manage', 'host.plugin.read', 'ledger.proof.read']
  test.ok(id)
  const bert = { ...words, name: 'Bert', email: 'bert@example.com' }
  const { id: his } = await api<{ id: string }>('/access/users', { ...bert, permissions, owners: [owner] })
  await page.goto(`${url}/users/${his}`)
  await press('Look with these eyes …')
  await dialog.getByLabel('Reason').fill('He sees too much')
  await confirm('Look')
  await page.getByText('You look with the eyes of Bert').waitFor()
  await menu.getByRole('link', { name: 'Stock', exact: true }).waitFor()
  for (const page of ['People', 'Plugins', 'Proof']) {
    test.equal(await menu.getByRole('link', { name: page, exact: true }).count(), 0, page)
  }
  await press('See with my own eyes')
  await menu.getByRole('link', { name: 'People' }).waitFor()
})

await t.test('the glass is broken for half an hour, listed, and given back', async (test) => {
  const emergency = { name: 'Emergency', permissions: ['access.audit.read'], isBreakGlass: true }
  await api('/access/roles', emergency)
  await press('Administrator, your menu')
  await page.getByRole('menuitem', { name: 'Break the glass …' }).click()
  await dialog.getByLabel('Reason').fill('The night shift stands still')
  await clean(test, 'the glass')
  await confirm('Take the role')
  await page.getByText('The glass is broken: you have the role Emergency', { exact: false }).waitFor()
  await goTo('Emergencies')
  await row('The night shift stands still').getByText('open').waitFor()
  await clean(test, 'emergencies')
  await press('Give it back')
  await page.getByText('The glass is broken', { exact: false }).waitFor({ state: 'detached' })
})

await t.test('an API key has roles, and an end', async (test) => {
  await goTo('API keys')
  // Where there is none yet, the list has a second one in its midst.
  await page.getByRole('link', { name: 'New key' }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Web shop')
  await press('Add role')
  await page.getByLabel('Role', { exact: false }).first().click()
  await page.getByRole('option', { name: 'Counter' }).click()
  await page.getByLabel('Expires, optional').fill('2099-01-31T08:00')
  await clean(test, 'a new key')
  await press('Create key')
  await page.getByText('Copy the key now. It is shown this once.').waitFor()
  await page.getByRole('link', { name: 'To the list' }).click()
  await row('Web shop').getByText('Counter').waitFor()
  await row('Web shop').getByText('2099', { exact: false }).waitFor()
  await clean(test, 'the keys')
})

await t.test(
  'the audit is searched by person, kind, row and time, and exported as it is found',
  async (test) => {
    const item = await api<{ id: string }>('/items', { sku: 'MILK', name: 'Milk', baseUnit: 'each' })
    await api('/items', { sku: 'BREAD', name: 'Bread', baseUnit: 'each' })
    // What was looked for before is remembered; here nothing is.
    await page.goto(`${url}/audit?filter={}`)
    await page.getByLabel('Any word in it').fill('cannot find the bin')
    await row('Looked with these eyes').getByText('She cannot find the bin').waitFor()
    await page.getByLabel('Any word in it').fill('')
    await page.getByLabel('Kind of row, such as items.item').fill('items.item')
    await row('BREAD').waitFor()
    await page.getByRole('combobox', { name: 'Item' }).fill('MILK')
    await page.getByRole('option', { name: /BREAD/ }).waitFor({ state: 'detached' })
    await page.getByRole('option', { name: /MILK/ }).click()
    await row('BREAD').waitFor({ state: 'detached' })
    await row('MILK').waitFor()
    await page.getByRole('combobox', { name: 'Person' }).fill('Administrator')
    await page.getByRole('option', { name: /Administrator/ }).click()
    await row('MILK').waitFor()
    await clean(test, 'the audit, searched')
    const csv = await page.getByRole('link', { name: 'CSV' }).getAttribute('href')
    const lines = (await (await page.request.get(`${url}${csv}`)).text()).trim().split('\n')
    test.equal(lines.length, 2, 'a head and one change')
    test.match(lines[1], item.id)
    await page.getByLabel('From', { exact: true }).fill('2099-01-01T00:00')
    await page.getByText('Nothing matches', { exact: false }).waitFor()
  },
)

await t.test(
  'who may see people and jobs, but not act, is offered nothing that would be refused',
  async (test) => {
    const lena = { ...rosa, name: 'Lena', email: 'lena@example.com' }
    const permissions = ['host.plugin.read', 'host.invariant.read', 'host.decision.read', 'access.role.read']
    await api('/access/users', { ...lena, permissions })
    await press('Administrator, your menu')
    await page.getByRole('menuitem', { name: 'Log out' }).click()
    await desk.logIn(lena)
    await goTo('Invariants')
    await heading('Invariants').waitFor()
    test.equal(await page.getByRole('button', { name: 'Look at all now' }).count(), 0)
    await goTo('Plugins')
    await page.getByRole('link', { name: 'Host', exact: true }).waitFor()
    await goTo('Roles')
    await row('Counter').waitFor()
    test.equal(await page.getByRole('link', { name: 'New role' }).count(), 0)
    await press('Lena, your menu')
    test.equal(await page.getByRole('menuitem', { name: 'Break the glass …' }).count(), 0)
  },
)

t.same(desk.complaints, [], 'the console stays without an error')

await t.test('whoever’s session ended logs in again, and is back where he was', async (test) => {
  await page.goto(`${url}/roles?filter=${encodeURIComponent(JSON.stringify({ q: 'Stock controller' }))}`)
  await page.getByText('Stock controller').waitFor()
  await desk.database.background('access.session').delete()
  await page.reload()
  await page.getByLabel('E-mail').fill(desk.email)
  await clean(test, 'the log-in after a session ended')
  await page.getByLabel('Password').fill(desk.password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await heading('Roles').waitFor()
  await page.getByText('Stock controller').waitFor()
  test.match(decodeURIComponent(page.url()), /\/roles\?.*Stock controller/)

  await desk.database.background('access.session').delete()
  await goTo('Devices')
  await page.getByLabel('E-mail').fill(desk.email)
  await page.getByLabel('Password').fill(desk.password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await heading('Devices').waitFor()
})
