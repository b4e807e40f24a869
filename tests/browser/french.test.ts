import t from 'tap'
import { openDesk } from './desk.ts'

/** A person who speaks French: chooses it, and works in it. */
const company = '00000000-0000-7000-8000-000000000001'
const desk = await openDesk(t)
const { page, url, api } = desk
const heading = (name: string | RegExp, on = page) => on.getByRole('heading', { level: 1, name })
const press = (name: string, on = page) => on.getByRole('button', { name, exact: true }).click()
const menu = page.getByRole('navigation', { name: 'Principal' })
const languageOf = () => page.locator('html').getAttribute('lang')
const clean = async (test: Pick<typeof t, 'same'>, screen: string) =>
  test.same(await desk.violations(), [], `axe finds nothing on ${screen}`)

async function pick(field: string, code: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click()
  await page.keyboard.type(code)
  await page.getByRole('option', { name: code }).first().click()
}

async function chooseLanguage(from: RegExp, name: string): Promise<void> {
  await page.getByRole('button', { name: from }).click()
  await page.getByRole('menuitemradio', { name, exact: true }).click()
  await page.keyboard.press('Escape')
}

await t.test(
  'a language is chosen in one’s menu, holds at once, and loses nothing that was typed',
  async (test) => {
    await desk.logIn()
    const site = await api<{ id: string }>('/locations/sites', {
      company,
      code: 'LYON',
      name: 'Lyon',
      timeZone: 'Europe/Paris',
    })
    await api('/locations', { site: site.id, code: 'A-01', kind: 'bin' })
    await page.goto(`${url}/items/create`)
    await page.getByLabel('SKU').fill('LAMPE-1')
    await page.getByLabel('Name').fill('Lampe de table')
    await chooseLanguage(/your menu/, 'Français')
    await heading('Nouvel article').waitFor()
    test.equal(await page.getByLabel('SKU').inputValue(), 'LAMPE-1')
    test.equal(await page.getByLabel(/^Nom/).inputValue(), 'Lampe de table')
    test.equal(await languageOf(), 'fr')
    test.match(await page.title(), /^Nouvel article/)
    await clean(test, 'a form in French')
    await press('Créer l’article')
    await heading('Lampe de table').waitFor()
  },
)

await t.test('the language stays after a reload, and is there in another browser', async (test) => {
  await page.reload()
  await menu.getByRole('link', { name: 'Articles', exact: true }).waitFor()
  test.equal(await languageOf(), 'fr')
  const other = await (await page.context().browser()!.newContext({ locale: 'en-GB' })).newPage()
  await other.goto(url)
  await other.getByLabel('E-mail').fill(desk.email)
  await other.getByLabel('Password').fill(desk.password)
  await press('Log in', other)
  await other.getByRole('navigation', { name: 'Principal' }).waitFor()
  await other.context().close()
})

await t.test('goods are received in French, and are there', async (test) => {
  await menu.getByRole('link', { name: 'Réception', exact: true }).click()
  await heading('Réception').waitFor()
  await pick('Article de la ligne 1', 'LAMPE-1')
  await pick('Vers, ligne 1', 'A-01')
  await page.getByLabel('Quantité de la ligne 1').fill('1200')
  await press('Comptabiliser la réception')
  await page.getByText(/contient 1.200/).waitFor()
  await clean(test, 'what was posted, in French')
  await menu.getByRole('link', { name: 'Stock', exact: true }).click()
  await heading('Stock').waitFor()
  await page.getByRole('button', { name: /1.200 each : Disponible de LAMPE-1.*LYON/ }).waitFor()
  await clean(test, 'the stock in French')
})

await t.test('times are those of the site’s clock, and not of the browser’s', async (test) => {
  await menu.getByRole('link', { name: 'Mouvements', exact: true }).click()
  const time = page.locator('table time').first()
  const at = new Date((await time.getAttribute('datetime'))!)
  const clock = { hour: '2-digit', minute: '2-digit' } as const
  const inLyon = at.toLocaleTimeString('fr-FR', { ...clock, timeZone: 'Europe/Paris' })
  await page.locator('table time', { hasText: inLyon }).first().waitFor()
  test.match(await time.getAttribute('title'), /Europe\/Paris/)
})

await t.test('what is refused is refused in French', async (test) => {
  await menu.getByRole('link', { name: 'Sortie', exact: true }).click()
  await pick('Article de la ligne 1', 'LAMPE-1')
  await pick('Depuis, ligne 1', 'A-01')
  await page.getByLabel('Quantité de la ligne 1').fill('2000')
  await press('Comptabiliser la sortie')
  await page.getByText(/A-01 contient 1200 de LAMPE-1.*Prenez moins/).waitFor()
  await clean(test, 'a refusal in French')
})

await t.test('whoever has not logged in is spoken to in his browser’s language', async (test) => {
  await page.getByRole('button', { name: /votre menu/ }).click()
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click()
  await heading('Log in').waitFor()
  test.equal(await languageOf(), 'en')
  const swiss = await (await page.context().browser()!.newContext({ locale: 'fr-CH' })).newPage()
  await swiss.goto(url)
  await heading('Se connecter', swiss).waitFor()
  await swiss.getByLabel('E-mail').fill(desk.email)
  await swiss.getByLabel('Mot de passe').fill('pas celui-ci')
  await press('Se connecter', swiss)
  await swiss
    .getByRole('alert')
    .getByText(/mot de passe/i)
    .waitFor()
  await swiss.context().close()
})

await t.test('the console stayed quiet', async (test) => {
  test.same(desk.complaints, [])
})
