import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { discoverPlugins } from '../../core/src/plugin-host/discover.ts'
import { openDesk } from './desk.ts'
import { ownFolder } from './own-folder.ts'

/** Tells in its own words whether it gets at the desk. */
const PAGE = `<!doctype html><html lang="en"><title>Dock</title><p id="said">…</p><script>
  const tryTo = (work) => { try { return String(work()) } catch { return 'kept out' } }
  said.textContent = ['origin ' + self.origin, 'cookie ' + tryTo(() => document.cookie),
    'desk ' + tryTo(() => top.document.title)].join(', ')
  fetch('/anything').catch(() => {})
</script>`

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' })
  response.end(PAGE)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
t.teardown(() => server.close())
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const screen = {
  title: 'Doors',
  at: '/doors',
  permission: 'locations.location.read',
  menu: { group: 'Dock' },
}
const file = { name: 'doors', version: '1.2.3', title: 'Dock doors', address, screens: { board: screen } }
const folder = ownFolder()
mkdirSync(join(folder, 'doors'))
writeFileSync(join(folder, 'doors', 'stowage.plugin.json'), JSON.stringify(file))
const { found } = await discoverPlugins({ given: [folder] })
const desk = await openDesk(t, { plugins: [...found.values()].map(({ declaration }) => declaration) })
const { page, url, api } = desk
const menu = page.getByRole('navigation', { name: 'Main' })

await t.test(
  'a program without a key says so where its screen would be, and the rest stands',
  async (test) => {
    await page.goto(url)
    await page.getByLabel('E-mail').fill(desk.email)
    await page.getByLabel('Password').fill(desk.password)
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await menu.getByRole('link', { name: 'Doors' }).click()
    await page.getByText('Dock doors 1.2.3 broke here: The program "doors" has no key').waitFor()
    test.same(await desk.violations(), [], 'axe finds nothing where a program is missing')
  },
)

await t.test(
  'its screen stands in a frame under its name and version, and reaches nothing of the desk',
  async (test) => {
    await api('/host/plugins/doors/key', {})
    desk.complaints.length = 0
    await page.getByRole('button', { name: 'Show it again' }).click()
    const outer = page.frameLocator('iframe[title=Doors]')
    const said = outer.frameLocator('iframe').locator('#said')
    await said.filter({ hasText: 'origin' }).waitFor()
    test.equal(await said.textContent(), 'origin null, cookie kept out, desk kept out')
    await page.getByText(`Dock doors 1.2.3, shown by ${address}`).waitFor()
    test.same(await desk.violations(), [], 'axe finds nothing around the frame')
  },
)

await t.test('an administrator sees where it runs, and gives it another key, shown once', async (test) => {
  await page.goto(`${url}/host/plugins/doors`)
  const card = page.getByRole('region', { name: 'The program' })
  await card.getByText(address).waitFor()
  await card.getByRole('button', { name: 'Make another key' }).click()
  await card.getByText('They are shown this once.').waitFor()
  const [key, secret] = await card.locator('code').allTextContents()
  test.match(key, /^stw_/)
  test.match(secret, /^whsec_/)
  test.same(await desk.violations(), [], 'axe finds nothing on the page of a program')
})
