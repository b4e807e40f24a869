import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { ledgerMessages } from '../../core/src/ledger/ledger.messages.ts'
import { sequence } from '../../core/src/ledger/sequence/sequencer.ts'
import inventory from '../../plugins/inventory/index.ts'
import scan from '../../plugins/scan/index.ts'
import { type Desk, openSwitchingDesk, until } from './desk.ts'
import { type Handheld, openHandheld } from './floor-device.ts'

/*
 * Whole days, as far as core and the inventory suite go, in both languages: an administrator who sets a
 * business up from nothing (J11), and its owner with a laptop and a phone (J1). What each screen looked like
 * stands in `.stowage/journeys/` afterwards.
 */
const shots = fileURLToPath(new URL('../../.stowage/journeys/', import.meta.url))
const dictionary = fileURLToPath(new URL('../../admin/src/words/french.json', import.meta.url))
const french: Readonly<Record<string, string>> = JSON.parse(readFileSync(dictionary, 'utf8'))
const GTIN = '09501101530003'
const PASSWORD = 'correct horse battery'
const BADGE = 'BADGE-ROSA-1'
const OPERATOR = '00000000-0000-7000-8000-000000000053'
const COMPANY = '00000000-0000-7000-8000-000000000001'
const DAY_MS = 86_400_000

type Language = 'en' | 'fr'

/** A business from its first minute on, and who looks at it in which language. */
interface Business extends Desk {
  readonly language: Language
  /** What the desk says, told by its English. */
  word(english: string, facts?: Readonly<Record<string, string | number>>): string
  go(path: string, title: string): Promise<void>
  press(english: string, facts?: Readonly<Record<string, string | number>>): Promise<void>
  /** Types a code as a scanner does, into a field. */
  enter(field: string, code: string): Promise<void>
  shoot(name: string, of?: Page): Promise<void>
  /** Made on the way. */
  readonly made: { device?: string; phone?: Handheld }
}

for (const language of ['en', 'fr'] as const) {
  await t.test(`in ${language}`, async (test) => {
    const business = await begin(test, language)
    await test.test('J11: an administrator sets a business up', (inner) => administrator(inner, business))
    await test.test('J1: its owner has a day, with a laptop and a phone', (inner) => owner(inner, business))
    await test.test('J11: a rule is tried on what was decided, and counts from Monday', () => rule(business))
    test.same(business.complaints, [], 'the console had nothing to complain of')
  })
}

async function administrator(test: Test, business: Business): Promise<void> {
  const { page, api, word, go, press, enter, shoot, made } = business
  await go('/', 'Home')
  await shoot('first-question')
  await page.getByRole('button', { name: word('What do I have?') }).click()
  await page.getByRole('region', { name: word('Below reorder point') }).waitFor()
  await shoot('home')
  const isOn = async (plugin: string) =>
    (await api<{ data: { name: string; state: string }[] }>('/host/plugins')).data.some(
      ({ name, state }) => name === plugin && state === 'on',
    )
  for (const plugin of ['inventory', 'scan']) await until(() => isOn(plugin))

  const site = { company: COMPANY, code: 'LYON', name: 'Lyon', timeZone: 'Europe/Paris' }
  const { id } = await api<{ id: string }>('/locations/sites', site)
  await go('/locations/layout', 'Lay out a building')
  await enter('Site', 'LYON')
  await page.getByRole('textbox', { name: word('Aisles'), exact: true }).fill('2')
  await press('Preview')
  await page.getByText('60', { exact: false }).first().waitFor()
  await shoot('layout')
  await press('Make {count} locations', { count: 60 })
  await page.getByRole('heading', { level: 1, name: word('Locations') }).waitFor()
  await page.getByText('A-01-1', { exact: true }).first().waitFor()
  await shoot('locations')

  await go('/roles/create', 'New role')
  await page.getByRole('textbox', { name: word('Name') }).fill('Counter')
  for (const permission of ['ledger.balance.read', 'ledger.movement.undo'])
    await page.getByRole('checkbox', { name: sentenceOf(permission, business.language), exact: true }).check()
  await shoot('role')
  await press('Create role')
  await page.getByText('Counter').first().waitFor()
  const { data: roles } = await api<{ data: { name: string; permissions: string[] }[] }>(
    '/access/roles?limit=50',
  )
  test.same(roles.find(({ name }) => name === 'Counter')?.permissions.toSorted(), [
    'ledger.balance.read',
    'ledger.movement.undo',
  ])
  const operator = roles.find(({ name }) => name === 'Operator')
  test.ok(operator?.permissions.includes('scan.code.read'), 'who sees stock reads labels, since scan is on')

  const rosa = {
    name: 'Rosa Diaz',
    email: 'rosa@example.com',
    password: PASSWORD,
    roles: [{ role: OPERATOR }],
  }
  const user = (await api<{ id: string }>('/access/users', rosa)).id
  await page.request.put(`${business.url}/api/v1/access/users/${user}/badge`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: { badge: BADGE, pin: '4711' },
  })
  test.ok(id)
  await go('/devices/create', 'New device')
  await page.getByRole('textbox', { name: word('Name') }).fill('Scanner 7')
  await page.getByRole('combobox', { name: word('Site') }).click()
  await page.getByRole('option', { name: /LYON/ }).click()
  await press('Register device')
  made.device = (await page.locator('code').first().textContent()) ?? ''
  await shoot('device')

  await bringCatalogue(business)
  await go('/audit', 'Audit')
  await page.getByPlaceholder(word('Any word in it')).fill('Counter')
  await page.getByRole('cell', { name: 'access.role', exact: false }).first().waitFor()
  await shoot('audit')
  await go('/host/health', 'Health')
  await shoot('health')
}

/** Two rows that can go in, and one that is mended where it stands. */
async function bringCatalogue({ page, word, go, press, shoot }: Business): Promise<void> {
  const rows = ['SKU,Name,EAN', 'TEA-1,Black tea,', 'MILK-1,Oat milk,4006381333931', 'RICE-1,,']
  await go('/imports/create?what=items', 'New import')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'catalogue.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
  await press('Read the file')
  await shoot('import-mapping')
  await press('Try the file')
  await page.getByRole('button', { name: word('Import {count} rows', { count: 2 }) }).waitFor()
  const name = page.getByLabel(word('{column}, row {row}', { column: 'Name', row: 4 }), { exact: true })
  await name.fill('Round rice')
  await name.press('Tab')
  await page.getByText(word('mended'), { exact: true }).waitFor()
  await shoot('import-trial')
  await press('Try again')
  await press('Import {count} rows', { count: 3 })
  await page.getByText(word('It is done.')).waitFor()
  await shoot('import-done')
}

async function rule({ page, api, word, go, press, shoot }: Business): Promise<void> {
  await api('/inventory/proposals', {})
  await go('/rules/create', 'New rule')
  await page.getByLabel(word('Name, optional'), { exact: true }).fill('By use')
  await page.getByRole('combobox', { name: word('Strategy'), exact: true }).click()
  await page.getByRole('option', { name: word('As much as is used in some days') }).click()
  await press('Try it')
  await page
    .getByRole('region', { name: word('Try it') })
    .getByRole('row')
    .nth(1)
    .waitFor()
  await shoot('rule-tried')
  await press('Monday, 06:00')
  await press('Save rule')
  await page.getByRole('heading', { level: 1, name: 'By use' }).waitFor()
  await page.getByText(word('waits for its instant'), { exact: true }).waitFor()
  await go('/rules', 'Rules')
  await page.getByRole('cell', { name: 'By use', exact: true }).waitFor()
  await shoot('rules')
}

/** So much less, or more, for a reason. */
async function adjust(
  { page, word, go, press, enter, shoot }: Business,
  by: number,
  reason: string,
): Promise<void> {
  await go('/post/adjustment', 'Adjust')
  await enter('Item of line {number}', 'OAT-1')
  await page.getByLabel(word('Quantity of line {number}', { number: 1 })).fill(String(by))
  await enter('Location of line {number}', 'A-01-1')
  await enter('Lot of line {number}', 'L-7')
  await enter('Reason', reason)
  await shoot(`adjust-${reason}`)
  await press('Post adjustment')
}

async function owner(test: Test, business: Business): Promise<void> {
  const { page, url, api, word, go, press, enter, shoot } = business
  await api('/ledger/reasons', { code: 'short', title: 'Short in case' })
  const item = { sku: 'OAT-1', name: 'Oat drink', baseUnit: 'each', hasLots: true, gtin: GTIN.slice(1) }
  const oat = (await api<{ id: string }>('/items', item)).id
  const level = { item: oat, name: 'case', numerator: 12, gtin: '19501101530000' }
  await api('/items/packaging-levels', level)
  await api('/items/lots', { item: oat, name: 'L-7', expiresOn: '2031-05-31' })
  const site = (await api<{ data: { id: string }[] }>('/locations/sites')).data[0]!.id
  await api('/inventory/reorder-points', { item: oat, site, minimum: 50, target: 60 })

  // The parcel arrives.
  await go('/post/receipt', 'Receive')
  await enter('Item of line {number}', 'OAT-1')
  await enter('To, line {number}', 'A-01-1')
  await page.getByLabel(word('Quantity of line {number}', { number: 1 })).fill('48')
  await enter('Lot of line {number}', 'L-7')
  await shoot('receive')
  await press('Post receipt')
  await page
    .getByText(word('{place} holds {quantity} {status}', { place: '', quantity: 48, status: '' }).trim())
    .first()
    .waitFor()

  // One piece is missing in a case, and what runs short is told.
  await adjust(business, -1, 'short')
  await until(async () => (await movements(business, 'adjustment')).length === 1)
  const shortages = async () => (await api<{ data: object[] }>('/inventory/shortages')).data.length
  await until(async () => (await shortages()) === 1)
  await go('/', 'Home')
  await page
    .getByRole('region', { name: word('Below reorder point') })
    .getByText('1')
    .first()
    .waitFor()
  await shoot('home-short')
  await go('/x/inventory/shortages', 'Shortages')
  await page.getByLabel(word('Choose {name}', { name: 'OAT-1' }), { exact: true }).check()
  await shoot('shortages')
  const chosen = page.getByRole('link', { name: word('CSV of the chosen') })
  const order = await page.request.get(`${url}${await chosen.getAttribute('href')}`)
  test.match(await order.text(), /OAT-1.*,50,60,47,3,/, 'what is ordered from the supplier, as a file')

  // The phone: what is it, and six of it go elsewhere, in sight of the laptop.
  await go('/stock?by=item&across=location', 'Stock')
  const figure = (quantity: number, place: string) =>
    page.getByRole('button', {
      name: word('{quantity}: {figure} of {row}, {column}', {
        quantity: `${quantity} each`,
        figure: word('Available'),
        row: 'OAT-1 Oat drink',
        column: place,
      }),
      exact: true,
    })
  await figure(47, 'A-01-1').waitFor()
  const phone = await onPhone(business)
  await moveSix(test, business, phone)
  const seen = figure(41, 'A-01-1')
  await until(async () => {
    await sequence(business.database)
    return seen.isVisible()
  })
  await shoot('stock')

  // A bottle breaks, and the wrong shelf was said.
  await adjust(business, -1, 'damaged')
  await until(async () => (await movements(business, 'adjustment')).length === 2)
  const [adjusted] = await movements(business, 'adjustment')
  await page.goto(`${business.url}/movements/${adjusted!.id}/show`)
  await press('Reverse movement')
  await enter('Reason', 'mistake')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: word('Reverse movement') })
    .click()
  await until(async () => (await movements(business, 'reversal')).length === 1)
  await shoot('reversed')

  // How it stood, for whoever keeps the books.
  await page.goto(`${business.url}/stock?at=${new Date(Date.now() - DAY_MS).toISOString()}`)
  await page.getByText(word('There was no stock then.')).waitFor()
  await shoot('stock-before')
  await go('/stock?by=item', 'Stock')
  const file = page.waitForEvent('download')
  await page.getByRole('link', { name: 'XLSX', exact: true }).click()
  test.match((await file).suggestedFilename(), /\.xlsx$/)
}

/** The floor on a phone, with the code and the badge that the desk gave. */
async function onPhone(business: Business): Promise<Handheld> {
  const { language, made, shoot } = business
  const phone = await openHandheld(business, { locale: language === 'fr' ? 'fr-FR' : 'en-GB' })
  await phone.screen('register')
  await shoot('floor-register', phone.page)
  await phone.scan(made.device!)
  await phone.screen('badge')
  await shoot('floor-badge', phone.page)
  await phone.scan(BADGE)
  await phone.screen('work-start')
  await shoot('floor-start', phone.page)
  return phone
}

async function moveSix(test: Test, business: Business, phone: Handheld): Promise<void> {
  const { page, scan, screen, notice, key } = phone
  const say = (english: string, other: string) => (business.language === 'fr' ? other : english)
  await scan(`]C101${GTIN}10L-7\u001d17310531`)
  await screen('work-answer')
  await page.getByText(say('Expires 31 May 2031', 'Expire le 31 mai 2031')).first().waitFor()
  await business.shoot('floor-label', page)
  await page.locator('.rows .line').first().click()
  await screen('work-target')
  await phone.press(say('Other quantity', 'Autre quantité'))
  await key('6')
  await business.shoot('floor-quantity', page)
  await phone.press(say('Take 6 each', 'Prendre 6 each'))
  await screen('work-target')
  await scan('B-02-1')
  await notice('done')
  await business.shoot('floor-done', page)
  const stock = await business.api<{ data: { location: { code: string }; onHand: number }[] }>(
    '/ledger/balances',
  )
  const placed = stock.data.map(({ location, onHand }) => `${location.code} ${onHand}`)
  test.same(placed.toSorted(), ['A-01-1 41', 'B-02-1 6'])
  test.same(phone.complaints, [])
}

async function begin(test: Test, language: Language): Promise<Business> {
  const desk = await openSwitchingDesk(test, [inventory, scan])
  const { page, url } = desk
  page.setDefaultTimeout(60_000)
  await page.goto(url)
  await mkdir(shots, { recursive: true })
  const session = `${url}/api/v1/access/session`
  const headers = { 'sec-fetch-site': 'same-origin' }
  const { email, password } = desk
  await page.request.post(session, { headers, data: { email, password } })
  await page.request.put(`${session}/language`, { headers, data: { language } })
  await page.request.delete(session, { headers })
  const word: Business['word'] = (english, facts = {}) => {
    const sentence = language === 'fr' ? (french[english] ?? inFrench(english)) : english
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(facts[name] ?? whole))
  }
  let taken = 0
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await page.getByRole('button', { name: word('Skip the tour') }).click()
  return {
    ...desk,
    language,
    word,
    made: {},
    async go(path, title) {
      await page.goto(url + path)
      const name = title === 'Home' ? /./ : word(title)
      await page.getByRole('heading', { level: 1, name }).waitFor()
    },
    press: (english, facts) => page.getByRole('button', { name: word(english, facts), exact: true }).click(),
    async enter(field, code) {
      await page
        .getByRole('combobox', { name: word(field, { number: 1 }), exact: true })
        .last()
        .click()
      await page.keyboard.type(code)
      const choices = page.getByRole('listbox').getByRole('option')
      await choices.first().waitFor()
      await page.keyboard.press('Enter')
      await choices.first().waitFor({ state: 'detached' })
    },
    async shoot(name, of = page) {
      taken += 1
      const number = String(taken).padStart(2, '0')
      await of.screenshot({ path: join(shots, `${language}-${number}-${name}.png`) })
    },
  }
}

interface Movement {
  readonly id: string
}

async function movements({ api }: Business, kind: string): Promise<readonly Movement[]> {
  return (await api<{ data: readonly Movement[] }>(`/ledger/movements?kind=${kind}`)).data
}

/** A permission in the words of the roles' screen. */
function sentenceOf(permission: string, language: Language): string {
  const english: Readonly<Record<string, string>> = {
    'ledger.balance.read': 'See stock',
    'ledger.movement.undo': 'Take back what one posted last, within minutes',
  }
  return (language === 'fr' && ledgerMessages.fr?.permissions?.[permission]) || english[permission]!
}

/** What plugins say by themselves. */
function inFrench(english: string): string {
  const words = inventory.messages?.fr?.words?.[english]
  if (words === undefined) throw new Error(`Nobody says "${english}" in French.`)
  return words
}
