import t from 'tap'
import { type Desk, openDesk } from './desk.ts'

t.test('roles are made by ticking sentences, given to a person, and a view of his is told', async (t) => {
  const desk = await openDesk(t)
  const { page, url } = desk
  await logIn(desk)
  await page.goto(`${url}/roles`)
  await page.getByText('Stock controller').waitFor()
  t.same(await desk.violations(), [], 'roles')
  await page.goto(`${url}/roles/create`)
  await page.getByRole('textbox', { name: 'Name' }).fill('Counter')
  await page.getByRole('checkbox', { name: 'See stock', exact: true }).check()
  await page.getByLabel('See items and their packaging levels').check()
  t.same(await desk.violations(), [], 'a new role')
  await page.getByRole('button', { name: 'Create role' }).click()
  await page.getByText('2 permissions').first().waitFor()
  const made = await desk.api<{ data: { id: string; permissions: string[] }[] }>('/access/roles?name=Counter')
  t.same(made.data[0]!.permissions.toSorted(), ['items.item.read', 'ledger.balance.read'])
  const person = { name: 'Rosa', email: 'rosa@example.com', password: 'correct horse battery' }
  const { id } = await desk.api<{ id: string }>('/access/users', {
    ...person,
    roles: [{ role: made.data[0]!.id }],
  })
  await page.goto(`${url}/users`)
  await page.getByText('Counter').waitFor()
  await page.goto(`${url}/users/${id}`)
  await page.getByLabel('In these sites').waitFor()
  t.same(await desk.violations(), [], 'a person')
  await page.emulateMedia({ colorScheme: 'dark' })
  t.same(await desk.violations(), [], 'a person in the dark')
  await page.goto(`${url}/devices`)
  await page.getByRole('heading', { name: 'Devices' }).waitFor()
  t.same(await desk.violations(), [], 'devices')
  await page.request.post(`${url}/api/v1/access/session/view`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: { user: id, reason: 'To see what she sees' },
  })
  await page.goto(`${url}/items`)
  await page.getByText('You look with the eyes of Rosa').waitFor()
  await page.getByRole('heading', { level: 1 }).waitFor()
  t.same(await desk.violations(), [], 'a view')
  await page.getByRole('button', { name: 'See with my own eyes' }).click()
  await page.getByRole('link', { name: 'Roles' }).waitFor()
  t.same(desk.complaints, [])
})

async function logIn({ page, url, email, password }: Desk): Promise<void> {
  await page.goto(url)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
}
