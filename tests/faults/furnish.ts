import { setTimeout as pause } from 'node:timers/promises'
import type { Target } from './clients-under-load.ts'

const SUPPLIER = '00000000-0000-7000-8000-000000000011'
const COMPANY = '00000000-0000-7000-8000-000000000001'

/** A target with another bin beside it. */
export interface Furnished extends Target {
  readonly aside: string
}

/** An item, a site and a bin to receive into, with another aside, by the first administrator. */
export async function furnish(
  url: string,
  logIn: { readonly email: string; readonly password: string },
): Promise<Furnished> {
  const send = async (path: string, body: object, cookie = '') => {
    const headers = { 'content-type': 'application/json', origin: url, cookie }
    const request = { method: 'POST', headers, body: JSON.stringify(body) }
    let answer = await fetch(`${url}/api/v1${path}`, request)
    for (let tries = 0; answer.status === 503 && tries < 20; tries++) {
      await pause(250)
      answer = await fetch(`${url}/api/v1${path}`, request)
    }
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return { answer, made: (await answer.json()) as { id: string } }
  }
  const { answer } = await send('/access/session', logIn)
  const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!
  const site = { company: COMPANY, code: 'HALL', name: 'Hall', timeZone: 'Europe/Zurich' }
  const { made: hall } = await send('/locations/sites', site, cookie)
  const { made: bin } = await send('/locations', { site: hall.id, code: 'A-01' }, cookie)
  const { made: aside } = await send('/locations', { site: hall.id, code: 'A-02' }, cookie)
  const { made: item } = await send('/items', { sku: 'BOLT', name: 'Bolt' }, cookie)
  return { url, cookie, item: item.id, from: SUPPLIER, to: bin.id, aside: aside.id }
}
