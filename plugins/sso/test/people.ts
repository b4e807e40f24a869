import type { Caller } from '@stowage/sdk/testing'
import { codeAt, stepAt } from '../src/second-factor/totp.ts'
import { Visitor } from './visitor.ts'

/** What everybody's password is in these tests. */
export const PASSWORD = 'a horse that counts bolts'

/** Somebody who may log in. */
export interface Somebody {
  readonly id: string
  readonly email: string
}

let made = 0

/** Makes somebody. @param more such as roles; `password: undefined` makes one without */
export async function makeSomebody(
  administrator: Pick<Caller, 'send'>,
  more: object = {},
): Promise<Somebody> {
  made += 1
  const email = `person${made}@example.com`
  const payload = { name: `Person ${made}`, email, password: PASSWORD, permissions: [], ...more }
  const { status, body, text } = await administrator.send<{ id: string }>({
    method: 'POST',
    url: '/api/v1/access/users',
    payload,
  })
  if (status !== 201) throw new Error(`nobody was made: ${status} ${text}`)
  return { id: body.id, email }
}

/** An app of codes, as a phone has it. */
export class App {
  readonly secret: string
  #last = 0

  constructor(secret: string) {
    this.secret = secret
  }

  /** A code that was not shown before: two are good at any moment, this window's and the next one's. */
  next(): string {
    this.#last = Math.max(stepAt(Date.now() / 1_000), this.#last + 1)
    return codeAt(this.secret, this.#last)
  }
}

/** Logs somebody in and sets up an app. */
export async function withApp(
  house: Pick<Caller, 'send'>,
  { email }: Pick<Somebody, 'email'>,
): Promise<{ browser: Visitor; app: App; recoveryCodes: string[] }> {
  const browser = new Visitor(house)
  await browser.logIn(email, PASSWORD)
  const begun = await browser.send('POST', '/sso/second-factor', { password: PASSWORD })
  if (begun.status !== 201) throw new Error(`no app was begun: ${begun.status} ${begun.text}`)
  const app = new App(begun.body.secret)
  const done = await browser.send('POST', '/sso/second-factor/confirm', { code: app.next() })
  if (done.status !== 200) throw new Error(`no app was set up: ${done.status} ${done.text}`)
  return { browser, app, recoveryCodes: done.body.recoveryCodes }
}
