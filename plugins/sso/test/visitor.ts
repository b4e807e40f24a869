import type { Answer, Caller } from '@stowage/sdk/testing'

/** Whoever can be sent requests to. */
type House = Pick<Caller, 'send'>

/** A browser of its own at a platform: it keeps what cookies it is given, and sends them along. */
export class Visitor {
  readonly #house: House
  readonly #cookies = new Map<string, string>()
  readonly #language: string

  constructor(house: House, language = 'en') {
    this.#house = house
    this.#language = language
  }

  /** @param path under `/api/v1` */
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
  async send(method: string, path: string, payload?: object): Promise<Answer<any>> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await this.#house.send({
      method: method as 'GET',
      url: `/api/v1${path}`,
      ...(payload && { payload }),
      headers: { cookie, 'accept-language': this.#language },
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(String(line))!
      if (value === '') this.#cookies.delete(name!)
      else this.#cookies.set(name!, value!)
    }
    return answer as never
  }

  /** Logs in by password. */
  logIn(email: string, password: string) {
    return this.send('POST', '/access/session', { email, password })
  }

  /** Whether it has a session. */
  async isIn(): Promise<boolean> {
    return (await this.send('GET', '/access/session')).status === 200
  }

  /** Loses a cookie, as another browser never had it. */
  forget(name: string): void {
    this.#cookies.delete(name)
  }

  /** What it carries, to be carried elsewhere as well. */
  cookie(name: string): string | undefined {
    return this.#cookies.get(name)
  }
}
