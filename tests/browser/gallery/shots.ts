import type { Page } from 'playwright-core'
import { handheldOf } from '../floor-device.ts'
import type { Guest, Sight } from './guest.ts'

/** One picture. */
export interface Shot extends Sight {
  /** Of its file. */
  readonly name: string
  readonly path: string
  /** What is done on the screen before it is taken. */
  readonly act?: (page: Page) => Promise<void>
}

interface Row {
  readonly id: string
}

/** The best of the desk, as admin/docs/README.md shows them. */
export async function shotsOf({ api }: Guest): Promise<readonly Shot[]> {
  const most = async <Sum>(by: string) =>
    (await api<{ data: readonly Sum[] }>(`/ledger/stock?by=${by}&sort=-onHand&limit=1`)).data[0]!
  const item = (await most<{ item: Row }>('item')).item.id
  const site = (await most<{ site: Row }>('site')).site.id
  const bin = (await most<{ location: Row }>(`location&site=${site}`)).location.id
  const { sku } = await api<{ sku: string }>(`/items/${item}`)
  const worker = await employ(api, site)
  await leaveWork(api, site)
  const day = new Date(Date.now() - 30 * 86_400_000).toISOString()
  return [
    { name: 'log-in', path: '/', theme: 'light', isStranger: true },
    { name: 'home', path: '/', theme: 'light' },
    { name: 'stock', path: '/stock', theme: 'light' },
    { name: 'stock-figure', path: '/stock', theme: 'dark', act: open('.matrix .fig:not(.zero)') },
    { name: 'stock-compared', path: `/stock?before=${day}`, theme: 'light' },
    { name: 'items', path: '/items', theme: 'light' },
    { name: 'item', path: `/items/${item}/show`, theme: 'light' },
    { name: 'plan', path: `/plan?site=${site}`, theme: 'light' },
    { name: 'plan-place', path: `/plan?site=${site}&place=${bin}`, theme: 'dark' },
    { name: 'search', path: '/items', theme: 'dark', act: search('battery') },
    { name: 'receive', path: `/post/receipt?item=${item}`, theme: 'light' },
    {
      name: 'floor',
      path: '/floor',
      theme: 'dark',
      size: HANDHELD,
      isStranger: true,
      act: scan(worker, sku),
    },
    { name: 'french', path: '/movements', theme: 'light', language: 'fr' },
  ]
}

/** A recall, and an answer to what runs short: a business where nothing waits is not looked at all day. */
async function leaveWork(api: Guest['api'], site: string): Promise<void> {
  const sums = await api<{ data: readonly { item: Row }[] }>(
    `/ledger/stock?by=item&site=${site}&sort=item.sku&limit=1`,
  )
  await api('/ledger/holds', {
    scope: 'item',
    subject: sums.data[0]!.item.id,
    blocks: ['leave'],
    reason: 'Recalled by its maker',
  })
  await api('/inventory/proposals', {})
}

/** Who works on the floor, and where. */
interface Worker {
  readonly token: string
  readonly badge: string
}

const OPERATOR = '00000000-0000-7000-8000-000000000053'
const HANDHELD = { width: 360, height: 720 }

async function employ(api: Guest['api'], site: string): Promise<Worker> {
  const badge = 'BADGE-4711'
  const rosa = { name: 'Rosa Diaz', email: 'rosa@example.com', password: 'correct horse battery' }
  const { id } = await api<Row>('/access/users', { ...rosa, roles: [{ role: OPERATOR }] })
  await api(`/access/users/${id}/badge`, { badge }, 'PUT')
  const { token } = await api<{ token: string }>('/access/devices', { name: 'Scanner 14', site })
  return { token, badge }
}

/** Comes to the floor with a new device and a badge, and scans something. */
function scan({ token, badge }: Worker, code: string) {
  return async (page: Page) => {
    const hand = handheldOf(page, [])
    await hand.screen('register')
    await hand.scan(token)
    await hand.screen('badge')
    await hand.scan(badge)
    await hand.screen('work-start')
    await hand.scan(code)
    await hand.screen('work-answer')
  }
}

function open(selector: string) {
  return async (page: Page) => page.locator(selector).nth(6).click()
}

function search(words: string) {
  return async (page: Page) => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(words, { delay: 20 })
  }
}
