import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Test } from 'tap'
import { type Desk, type DeskOptions, openDesk, violationsOf } from './desk.ts'

/** Who works on the floor of the tests. */
export const ROSA = { email: 'rosa@example.com', badge: 'BADGE-ROSA-1', pin: '4711' }
const PASSWORD = 'a long password of rosa'
const COMPANY = '00000000-0000-7000-8000-000000000001'
const SUPPLIER = '00000000-0000-7000-8000-000000000011'

/** A small warehouse, a device for it, and somebody who works there. */
export interface FloorWorld extends Desk {
  readonly code: string
  readonly device: string
  readonly rosa: string
  /** Opens a browser of the floor: a phone held upright, unless said. */
  open(options?: BrowserContextOptions): Promise<Handheld>
  /** How much of an item is in a place, by their codes. */
  onHand(sku: string, place: string): Promise<number>
}

/** A browser on the floor. */
export interface Handheld {
  readonly page: Page
  readonly complaints: string[]
  /** Scans as a wedge does: one key at once after the other, with Enter at the end, wherever the focus is. */
  scan(code: string): Promise<void>
  screen(name: string): Promise<void>
  notice(name: string): Promise<void>
  press(name: string | RegExp): Promise<void>
  /** Presses keys of the keypad. */
  key(signs: string): Promise<void>
  violations(): Promise<string[]>
  /** The signals that were given since it was asked last. */
  signals(): Promise<string[]>
}

/** Builds it over HTTP, as a user would. @param options and what Rosa may do beside moving stock */
export async function openFloor(
  t: Test,
  { permissions = [], ...options }: DeskOptions & { readonly permissions?: readonly string[] } = {},
): Promise<FloorWorld> {
  const desk = await openDesk(t, options)
  await desk.logIn()
  const { api, page, url } = desk
  const create = async (path: string, body: object) =>
    (await api<{ id: string; token: string }>(path, body)).id
  const site = await create('/locations/sites', {
    company: COMPANY,
    code: 'LEEDS',
    name: 'Leeds',
    timeZone: 'Europe/London',
  })
  const places: Record<string, string> = {}
  for (const code of ['A-01-01', 'A-01-02', 'B-07-02-1', 'C-99']) {
    const checkDigits = code === 'C-99' ? '47' : null
    places[code] = await create('/locations', { site, code, kind: 'bin', checkDigits })
  }
  const lamp = await create('/items', { sku: 'LAMP-7', name: 'Desk lamp, brushed steel', baseUnit: 'each' })
  await create('/items/packaging-levels', { item: lamp, name: 'case', numerator: 12, gtin: '4006381333931' })
  const milk = await create('/items', { sku: 'MILK-1', name: 'Oat drink', baseUnit: 'each', hasLots: true })
  const lot = await create('/items/lots', { item: milk, name: 'B77', expiresOn: '2031-02-28' })
  const drill = await create('/items', {
    sku: 'DRILL',
    name: 'Cordless drill',
    baseUnit: 'each',
    serials: 'always',
  })
  const pallet = await create('/locations/handling-units', {
    code: 'LPN-0093',
    kind: 'pallet',
    location: places['A-01-02'],
  })
  const receive = (line: object, to: object) =>
    api('/ledger/movements', {
      mode: 'all',
      movements: [{ kind: 'receipt', lines: [{ ...line, from: { location: SUPPLIER }, to }] }],
    })
  await receive({ item: lamp, quantity: 40 }, { location: places['A-01-01'] })
  await receive({ item: lamp, quantity: 6 }, { location: places['A-01-02'] })
  await receive({ item: milk, lot, quantity: 96 }, { location: places['A-01-02'], handlingUnit: pallet })
  await receive({ item: drill, serials: ['SN-1', 'SN-2'], quantity: 2 }, { location: places['B-07-02-1'] })
  const role = await create('/access/roles', {
    name: 'Mover',
    isForFloor: true,
    permissions: [
      'items.item.read',
      'items.lot.read',
      'locations.location.read',
      'locations.handling_unit.read',
      'ledger.balance.read',
      'ledger.movement.post',
      'ledger.movement.undo',
      ...permissions,
    ],
  })
  const wish = { name: 'Rosa Diaz', email: ROSA.email, password: PASSWORD, roles: [{ role }] }
  const rosa = await create('/access/users', wish)
  await page.request.put(`${url}/api/v1/access/users/${rosa}/badge`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: { badge: ROSA.badge, pin: ROSA.pin },
  })
  const device = await api<{ id: string; token: string }>('/access/devices', { name: 'Scanner 14', site })
  return {
    ...desk,
    code: device.token,
    device: device.id,
    rosa,
    open: (options) => openHandheld(desk, options),
    async onHand(sku, place) {
      const found = await api<{ data: { item: { sku: string }; onHand: number }[] }>(
        `/ledger/balances?location=${places[place]}`,
      )
      return found.data.filter(({ item }) => item.sku === sku).reduce((sum, { onHand }) => sum + onHand, 0)
    },
  }
}

/** Opens a browser of the floor: a phone held upright, unless said. */
export async function openHandheld(
  { page: deskPage, url }: Pick<Desk, 'page' | 'url'>,
  options: BrowserContextOptions = {},
): Promise<Handheld> {
  const context = await deskPage
    .context()
    .browser()!
    .newContext({
      viewport: { width: 360, height: 740 },
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      // What a worker keeps is tried by a test of its own; requests that pass one are not seen by the others.
      serviceWorkers: 'block',
      hasTouch: true,
      ...options,
    })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/^Failed to load resource/.test(message.text()))
      complaints.push(message.text())
  })
  await page.addInitScript(`globalThis.given = []
    addEventListener('stowage-signal', (event) => given.push(event.detail))`)
  await page.goto(`${url}/floor`)
  return handheldOf(page, complaints)
}

/** What a person does with a browser on the floor. */
export function handheldOf(page: Page, complaints: string[]): Handheld {
  const press = (name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' }).click()
  return {
    page,
    complaints,
    press,
    scan: (code) =>
      // All are made before the first is sent: on a busy machine the time between two would tear the burst.
      page.evaluate(`{
        const to = document.activeElement ?? document.body
        const pressed = [...${JSON.stringify(code)}, 'Enter'].map(
          (key) => new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
        for (const event of pressed) to.dispatchEvent(event)
      }`),
    screen: (name) => page.locator(`[data-screen="${name}"]`).waitFor(),
    notice: (name) => page.locator(`[data-notice="${name}"]`).waitFor(),
    async key(signs) {
      for (const sign of signs) await press(sign)
    },
    violations: () => violationsOf(page),
    signals: () => page.evaluate('globalThis.given.splice(0)'),
  }
}
