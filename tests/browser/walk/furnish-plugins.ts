import type { Target } from '../../../plugins/webhooks/test/target.ts'
import { type Desk, until } from '../desk.ts'

/** Whoever is Bob is asked for more than his password. */
export const BOB = { email: 'bob@example.com', password: 'a horse that counts bolts' }

interface Made {
  readonly id: string
}

interface Rows {
  readonly data: readonly Made[]
}

/** Sets things up, and has what happens told to another system, which takes the first of it and no more. */
export async function setUp({ api, page, url }: Desk, target: Target): Promise<void> {
  target.behave = () => (target.received.length === 1 ? 200 : 500)
  await api('/host/allowed-targets', { host: '127.0.0.1', plainHttp: true })
  const say = async (plugin: string, values: object) => {
    const said = await page.request.put(`${url}/api/v1/host/settings/${plugin}/values`, {
      headers: { 'sec-fetch-site': 'same-origin', 'if-match': '"0"' },
      data: { scope: 'organisation', values },
    })
    if (!said.ok()) throw new Error(`The settings of ${plugin}: ${said.status()} ${await said.text()}`)
  }
  await say('webhooks', { attempts: 1 })
  // With an address of its own, the desk mails links and knows keys.
  await say('host', { address: url })
  const events = ['ledger.movement.posted@1']
  await api('/webhooks/endpoints', { name: 'Shop', url: target.url, events })
}

/** A printer, and what was printed. */
export async function furnishLabels({ api }: Pick<Desk, 'api'>): Promise<void> {
  const printer = { connection: 'browser', language: 'pdf', resolution: 12 }
  await api('/labels/printers', { ...printer, name: 'Goods in, window', note: 'Rolls of 100 by 50 mm' })
  const places = (await api<Rows>('/locations?kind=bin&limit=3')).data.map(({ id }) => id)
  await api('/labels/print-jobs', { kind: 'location', ids: places, reason: 'Shelf edge' })
}

/** What plugins of the house keep beside: a role that asks for more, and what nobody took. */
export async function furnishPlugins({ api }: Desk): Promise<void> {
  const role = await api<Made>('/access/roles', {
    name: 'Guarded',
    description: 'Shows more than a password',
    permissions: ['items.item.read'],
    fields: { sso: { asksSecondFactor: true } },
  })
  await api('/access/users', { ...BOB, name: 'Bob Finch', roles: [{ role: role.id }] })
  await until(async () => (await api<Rows>('/webhooks/dead-letters?limit=1')).data.length > 0)
}
