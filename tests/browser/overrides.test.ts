import { fileURLToPath } from 'node:url'
import t from 'tap'
import { discoverPlugins } from '../../core/src/plugin-host/discover.ts'
import { openDesk } from './desk.ts'

const company = '00000000-0000-7000-8000-000000000001'
const supplier = '00000000-0000-7000-8000-000000000011'
const permission = 'loyalty-hold.place.override'

type Made = { id: string }

const folder = fileURLToPath(new URL('../../examples/loyalty-hold/', import.meta.url))
const { found } = await discoverPlugins({ given: [folder] })
const desk = await openDesk(t, { plugins: [found.get('loyalty-hold')!.declaration] })
const { page, url, api } = desk
const make = async (path: string, body: object) => (await api<Made>(path, body)).id

/** A shelf of ten lamps that is kept for loyalty customers, and a clerk who may not give from it. */
async function keepShelf() {
  const site = await make('/locations/sites', {
    company,
    code: 'S1',
    name: 'Shop',
    timeZone: 'Europe/London',
  })
  const shelf = await make('/locations', { site, kind: 'bin', code: 'SHELF' })
  const item = await make('/items', { sku: 'LAMP', name: 'Lamp', baseUnit: 'each' })
  const line = { item, quantity: 10, from: { location: supplier }, to: { location: shelf } }
  await api('/ledger/movements', { mode: 'all', movements: [{ kind: 'receipt', lines: [line] }] })
  await api('/loyalty-hold/places', { location: shelf })
  const clerk = { email: 'clerk@example.com', password: 'a long enough password' }
  const permissions = ['items.item.read', 'locations.location.read', 'locations.site.read']
  await api('/access/users', {
    name: 'Clerk',
    ...clerk,
    permissions: [...permissions, 'ledger.movement.read', 'ledger.movement.post', 'ledger.balance.read'],
  })
  return { item, shelf, clerk }
}

await desk.logIn()
const { item, shelf, clerk } = await keepShelf()

async function issue(quantity: string) {
  await page.goto(`${url}/post/issue?item=${item}&from=${shelf}`)
  await page.getByLabel('Quantity').fill(quantity)
  await page.getByRole('button', { name: 'Post issue', exact: true }).click()
  await page.getByText('says not for whom it is', { exact: false }).waitFor()
}

await t.test('what a plugin refuses is posted all the same, with a reason that stays', async (t) => {
  await issue('3')
  const post = page.getByRole('button', { name: 'Post it all the same', exact: true })
  t.ok(await post.isDisabled(), 'not without a reason')
  t.same(await desk.violations(), [], 'axe finds nothing on the refusal')
  await page.getByLabel('Why it is posted all the same').fill('Mrs Lee stands at the counter')
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/refusal.png` })
  await post.click()
  await page.getByText('Posted, once.').waitFor()
  await page.getByRole('link', { name: 'Open the movement' }).click()
  await page.getByText('Mrs Lee stands at the counter').waitFor()
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/movement.png` })
  t.same(await desk.violations(), [], 'axe finds nothing on the movement')
})

await t.test('an override is forgotten once something else is posted', async (t) => {
  await issue('2')
  await page.getByLabel('Quantity').fill('1')
  await page.getByRole('button', { name: 'Post issue', exact: true }).click()
  await page.getByText('says not for whom it is', { exact: false }).waitFor()
  t.equal(await page.getByLabel('Why it is posted all the same').inputValue(), '')
})

await t.test('who lacks the permission is told who could', async (t) => {
  await page.context().clearCookies()
  await desk.logIn(clerk)
  await issue('3')
  await page.getByText(permission, { exact: false }).waitFor()
  t.equal(await page.getByRole('button', { name: 'Post it all the same' }).count(), 0)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/clerk.png` })
})

t.same(desk.complaints, [], 'the console said nothing in red')
