import t, { type Test } from 'tap'
import { startNodeHere } from '../../core/src/testing/start-node.ts'
import sso from '../../plugins/sso/index.ts'
import { App } from '../../plugins/sso/test/people.ts'

const PASSWORD = 'a horse that counts bolts'
const OPERATOR = '00000000-0000-7000-8000-000000000053'
const COMPANY = '00000000-0000-7000-8000-000000000001'

/** Without its screens and their words, which nobody looks at here. */
const { admin: _, messages: __, ...plugin } = sso
const one = await startNodeHere(t, [plugin], { isAllOn: true })
const other = await one.another()
const urls = [one.url, other.url]

let people = 0
async function makeSomebody(more: object = {}) {
  people += 1
  const email = `person${people}@example.com`
  const wish = { name: `Person ${people}`, email, password: PASSWORD, ...more }
  const { status, body } = await one.send('POST', '/api/v1/access/users', wish)
  if (status !== 201) throw new Error(JSON.stringify(body))
  return { id: body.id as string, email, version: body.version as number }
}

/** A browser: it goes to whichever node it is sent to, and keeps its cookies. */
class Browser {
  #cookies = new Map<string, string>()

  async post(node: number, path: string, body: object, headers: Readonly<Record<string, string>> = {}) {
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ')
    const answer = await fetch(`${urls[node % 2]}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie, ...headers },
      body: JSON.stringify(body),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      this.#cookies.set(name!, value!)
    }
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
  }

  get cookie(): string {
    return [...this.#cookies].map((pair) => pair.join('=')).join('; ')
  }
}

const LOCKED = { status: 429, body: { code: 'access.too_many_attempts' } }

t.test('whoever guesses a password is locked out of both nodes, whichever he asks', async (t) => {
  const { email } = await makeSomebody()
  const logIn = (node: number, password: string) =>
    new Browser().post(node, '/access/session', { email, password })
  for (let guess = 0; guess < 5; guess += 1)
    t.equal((await logIn(guess, `guess number ${guess}`)).status, 401)
  for (const node of [0, 1]) t.match(await logIn(node, PASSWORD), LOCKED, 'the right one no longer helps')
})

t.test('a hundred guesses that come at once are no more than five', async (t) => {
  const { email } = await makeSomebody()
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      new Browser().post(n, '/access/session', {
        email: n % 3 ? email : email.toUpperCase(),
        password: `guess ${n} of many`,
      }),
    ),
  )
  const judged = answers.filter(({ status }) => status === 401)
  t.ok(judged.length <= 5, `${judged.length} were judged`)
  t.equal(answers.filter(({ status }) => status === 429).length, 100 - judged.length)
})

t.test('so is whoever guesses the codes of a phone', async (t) => {
  await one.query('delete from access.log_in_throttle')
  const { email } = await makeSomebody()
  const own = new Browser()
  await own.post(0, '/access/session', { email, password: PASSWORD })
  const begun = await own.post(1, '/sso/second-factor', { password: PASSWORD })
  const app = new App(begun.body.secret)
  t.equal((await own.post(0, '/sso/second-factor/confirm', { code: app.next() })).status, 200)
  const thief = new Browser()
  t.equal((await thief.post(0, '/access/session', { email, password: PASSWORD })).status, 202)
  const right = app.next()
  const wrong = (n: number) => String((Number(right) + 1 + n) % 1_000_000).padStart(6, '0')
  for (let guess = 0; guess < 5; guess += 1) {
    t.match(await thief.post(guess, '/sso/log-in/answer', { answer: wrong(guess) }), {
      status: 422,
      body: { code: 'sso.code_wrong' },
    })
  }
  for (const node of [0, 1]) t.match(await thief.post(node, '/sso/log-in/answer', { answer: right }), LOCKED)
  const again = new Browser()
  await again.post(1, '/access/session', { email, password: PASSWORD })
  t.match(await again.post(1, '/sso/log-in/answer', { answer: right }), LOCKED, 'nor does another log-in')
})

t.test('so is whoever guesses the PIN of a badge', async (t) => {
  const site = await one.send('POST', '/api/v1/locations/sites', {
    company: COMPANY,
    code: 'S1',
    name: 'Main',
    timeZone: 'UTC',
  })
  const { id, email } = await makeSomebody({ roles: [{ role: OPERATOR }] })
  await one.send('PUT', `/api/v1/access/users/${id}/badge`, { badge: 'B-000-123', pin: '4711081547' })
  const device = await other('POST', '/api/v1/access/devices', { name: 'Scanner', site: site.body.id })
  const hold = (node: number, pin: string) =>
    new Browser().post(
      node,
      '/access/session/badge',
      { person: email, pin },
      { 'stowage-device': device.body.token },
    )
  t.equal((await hold(1, '4711081547')).status, 200)
  for (let guess = 0; guess < 5; guess += 1) t.equal((await hold(guess, `000${guess}`)).status, 401)
  for (const node of [0, 1]) t.match(await hold(node, '4711081547'), LOCKED)
})

/**
 * Puts somebody out of use at one node who listens at the other. @returns how long he still heard something
 */
async function msHeardAfterwards(t: Test): Promise<number> {
  const rosa = await makeSomebody({ permissions: ['items.item.read', 'ledger.balance.read'] })
  const browser = new Browser()
  t.equal((await browser.post(0, '/access/session', { email: rosa.email, password: PASSWORD })).status, 200)
  const answer = await fetch(`${one.url}/api/v1/host/live?topics=items.item`, {
    headers: { cookie: browser.cookie, 'sec-fetch-site': 'same-origin' },
  })
  t.equal(answer.status, 200)
  let heard = ''
  const ended = (async () => {
    for await (const piece of answer.body!) heard += Buffer.from(piece).toString()
    return performance.now()
  })()
  const path = `/api/v1/access/users/${rosa.id}`
  const change = await other('PATCH', path, { isActive: false }, { 'if-match': `"${rosa.version}"` })
  const suspendedAt = performance.now()
  t.equal(change.status, 200)
  await other('POST', '/api/v1/items', { sku: `SECRET-${rosa.email}`, name: 'Not for her', baseUnit: 'each' })
  const ms = (await ended) - suspendedAt
  t.notMatch(heard, /SECRET/)
  return ms
}

t.test(
  'whoever is put out of use at one node hears nothing more at the other, within a second',
  async (t) => {
    await one.query('delete from access.log_in_throttle')
    // A machine that does much else may be late once.
    const took = [await msHeardAfterwards(t), await msHeardAfterwards(t), await msHeardAfterwards(t)]
    t.ok(Math.min(...took) < 1_000, `${took.map((ms) => Math.round(ms))} ms`)
  },
)

t.test('both nodes draw SSCCs at once, and no two are the same', async (t) => {
  const path = '/api/v1/locations/unit-series'
  const series = await one.send('POST', path, { name: 'SSCC', scheme: 'sscc', prefix: '4012345' })
  const draws = Array.from({ length: 20 }, (_, n) => {
    const send = n % 2 === 0 ? one.send : other
    return send('POST', '/api/v1/locations/handling-units/batch', {
      make: { count: 100, kind: 'pallet', series: series.body.id },
    })
  })
  const codes = (await Promise.all(draws)).flatMap(({ body }) =>
    body.units.map(({ code }: { code: string }) => code),
  )
  t.equal(codes.length, 2_000)
  t.equal(new Set(codes).size, codes.length)
})
