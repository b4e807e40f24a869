import t from 'tap'
import { type Received, startTarget } from './target.ts'
import { startWorld } from './world.ts'

const world = await startWorld(t)

const quantityOf = ({ body }: Received): number => body.data.lines[0].quantity
const itemOf = ({ body }: Received): string => body.data.lines[0].item

t.test('an endpoint is told of what happens, once, in order, with all that verifies it', async (t) => {
  const { endpoint, bring, item, get, until } = world
  const target = await startTarget(t)
  const { id, secret, isOn, owner } = await endpoint(target)
  t.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  t.same([isOn, owner], [true, null])
  for (const quantity of [1, 2, 3]) await bring(item, quantity)
  await target.until(({ length }) => length === 3)
  t.same(target.received.map(quantityOf), [1, 2, 3])
  const [first] = target.received
  t.match(first!.body, { type: 'ledger.movement.posted@1', data: { kind: 'receipt' } })
  t.equal(first!.headers['webhook-id'], `msg_ledger_${first!.body.position}`)
  t.ok(Math.abs(Number(first!.headers['webhook-timestamp']) - Date.now() / 1000) < 60)
  await until(
    async () => (await get(`/webhooks/deliveries?endpoint=${id}&state=delivered`)).data.length === 3,
  )
  const { data } = await get(`/webhooks/deliveries?endpoint=${id}`)
  t.match(data[0], { state: 'delivered', attempts: 1, failure: null, status: 200, subjects: [item] })
  const whole = await get(`/webhooks/deliveries/${data[0].id}`)
  t.match(whole.tries, [{ n: 1, status: 200, failure: null, answer: 'said 200' }])
  t.equal(whole.request.body, target.received[2]!.text, 'what is shown is what was sent')
})

t.test('what failed holds up what is about the same item, and nothing else', async (t) => {
  const { endpoint, bring, item, addItem } = world
  const nut = await addItem('NUT-8')
  const target = await startTarget(t)
  let failures = 0
  target.behave = (received) => (itemOf(received) === item && failures++ < 2 ? 500 : 200)
  await endpoint(target)
  await bring(item, 1)
  await target.until(({ length }) => length === 1)
  await bring(item, 2)
  await bring(nut, 7)
  await target.until((received) => received.filter((one) => itemOf(one) === item).length === 4)
  const bolts = target.received.filter((one) => itemOf(one) === item)
  t.same(bolts.map(quantityOf), [1, 1, 1, 2], 'the second waits until the first is acknowledged')
  t.equal(new Set(bolts.slice(0, 3).map(({ headers }) => headers['webhook-id'])).size, 1, 'under the same id')
  const nuts = target.received.findIndex((one) => itemOf(one) === nut)
  t.ok(nuts < target.received.indexOf(bolts[2]!), 'nuts did not wait')
})

t.test('a target that asks to be left alone until some moment is left alone', async (t) => {
  const { endpoint, bring, addItem, settings } = world
  await settings({ longestPauseSeconds: 60 })
  t.teardown(() => settings({}))
  const target = await startTarget(t)
  let asked = 0
  target.behave = (_, response) => {
    if (asked > 0) return 200
    // Whole seconds, so that the moment is two or three of them away.
    asked = Math.floor(Date.now() / 1_000) * 1_000 + 3_000
    response.writeHead(503, { 'retry-after': new Date(asked).toUTCString() }).end()
    return undefined
  }
  const item = await addItem('LATER')
  await endpoint(target, { name: 'Later' })
  await bring(item, 1)
  await target.until(({ length }) => length === 2)
  t.ok(Date.now() >= asked, 'not before')
})

t.test('a target that hangs delays none of nine others', async (t) => {
  const { endpoint, bring, addItem } = world
  const hanging = await startTarget(t, () => undefined)
  const others = await Promise.all(Array.from({ length: 9 }, () => startTarget(t)))
  const items = await Promise.all(Array.from({ length: 12 }, (_, n) => addItem(`SKU-${n}`)))
  await endpoint(hanging, { name: 'Hangs' })
  for (const [n, other] of others.entries()) await endpoint(other, { name: `Shop ${n}` })
  for (const item of items) await bring(item, 1)
  await hanging.until(({ length }) => length > 0)
  const began = performance.now()
  for (const item of items) await bring(item, 2)
  await Promise.all(others.map((other) => other.until(({ length }) => length === 24)))
  const took = Math.max(...others.map(({ received }) => received.at(-1)!.at)) - began
  t.ok(took < 10_000, `all nine had all of it after ${Math.round(took)} ms`)
  t.ok(hanging.received.length <= 16, 'few requests at once are made to the one that hangs')
})

t.test('what a target may do to us ends with its own delivery', async (t) => {
  const { endpoint, bring, addItem, get, until, create, node } = world
  await world.settings({ attempts: 1 })
  const item = await addItem('NUT-12')
  const inside = await startTarget(t)
  const bodies: Record<string, Parameters<typeof startTarget>[1]> = {
    redirect: (_, response) => {
      response.writeHead(302, { location: inside.url }).end()
      return undefined
    },
    too_large: (_, response) => {
      const more = () =>
        void (response.write('x'.repeat(65_536)) ? setImmediate(more) : response.once('drain', more))
      response.on('error', () => {})
      more()
      return undefined
    },
    timeout: (_, response) => {
      response.writeHead(200).write('{')
      return undefined
    },
    status: () => 500,
  }
  const made = [await endpoint({ url: 'http://127.0.0.1:9/nobody' }, { name: 'unreachable' })]
  for (const [failure, behave] of Object.entries(bodies)) {
    made.push(await endpoint(await startTarget(t, behave), { name: failure }))
  }
  const dead = `/webhooks/dead-letters?endpoint[in]=${made.map(({ id }) => id).join()}`
  await bring(item, 1)
  await until(async () => (await get(dead)).data.length === 5)
  const { data } = await get(dead)
  for (const { endpoint: where, failure } of data) t.equal(failure, where.name)
  t.equal(inside.received.length, 0, 'nobody followed the redirect')

  t.test('a dead letter is seen in the bell, and sent again when a person says so', async (t) => {
    const waiting = async () =>
      (await get('/host/waiting')).data.filter(
        ({ name }: { name: string }) => name === 'webhooks.dead_letters',
      )
    const [bell] = await waiting()
    t.match(bell, { code: 'webhooks.dead_letters', to: '/x/webhooks/dead-letters' })
    t.ok(bell.count >= 5)
    const broken = data.find((one: { failure: string }) => one.failure === 'status')
    const { body: shown } = await node.send({ url: `/api/v1/webhooks/endpoints/${broken.endpoint.id}` })
    const mended = await startTarget(t)
    const changed = await node.send({
      method: 'PATCH',
      url: `/api/v1/webhooks/endpoints/${broken.endpoint.id}`,
      payload: { url: mended.url },
      headers: { 'if-match': `"${shown.version}"` },
    })
    t.equal(changed.status, 200, changed.text)
    t.same(await create('/webhooks/dead-letters/send-again', { endpoint: broken.endpoint.id }), { count: 1 })
    await mended.until(({ length }) => length === 1)
    await until(async () => (await get(`/webhooks/deliveries/${broken.id}`)).state === 'delivered')
    t.same(
      (await get(`/webhooks/deliveries/${broken.id}`)).tries.map(({ status }: { status: number }) => status),
      [500, 200],
    )
  })

  t.test('or is let go of with a reason, which the audit keeps', async (t) => {
    const gone = data.find((one: { failure: string }) => one.failure === 'redirect')
    const drop = (payload: object) =>
      node.send({ method: 'POST', url: `/api/v1/webhooks/deliveries/${gone.id}/drop`, payload })
    t.equal((await drop({})).status, 400)
    t.equal((await drop({ reason: 'they moved' })).status, 204)
    t.match(await drop({ reason: 'they moved' }), { status: 409, body: { code: 'webhooks.delivery_over' } })
    const { data: changes } = await get('/access/audit?entity=webhooks.endpoint&action=drop')
    t.match(changes, [{ after: { delivery: gone.id, reason: 'they moved' } }])
  })

  t.test('many are sent again or let go of at once, by their numbers or by a filter', async (t) => {
    const many = (payload: object, query = '') =>
      node.send({ method: 'POST', url: `/api/v1/webhooks/dead-letters/bulk?${query}`, payload })
    const left = data.filter(({ failure }: { failure: string }) =>
      ['unreachable', 'too_large', 'timeout'].includes(failure),
    )
    const ids = left.map(({ id }: { id: number }) => id)
    const change = { act: 'drop', reason: 'all of them moved' }
    t.match(await many({ ids: ['one'], change }), { status: 400 })
    t.match(await many({ ids, change: { act: 'drop' } }), { status: 400 }, 'not without a reason')
    t.match(await many({ ids: ids.slice(1), change }), { status: 200, body: { done: 2, refused: 0 } })
    const first = `endpoint=${left[0].endpoint.id}`
    t.match(await many({ isAll: true, change: { act: 'send_again' } }, first), { body: { done: 1 } })
    await until(async () => (await get(`/webhooks/deliveries/${ids[0]}`)).tries.length === 2)
    t.equal((await get(`/webhooks/deliveries/${ids[1]}`)).state, 'dropped')
  })
})

t.test(
  'nothing is sent to an address that is not public, unless an administrator allows its host',
  async (t) => {
    const { node, endpoint } = world
    const trap = await startTarget(t)
    const port = new URL(trap.url).port
    for (const url of [
      `http://localhost:${port}/`,
      `https://[::1]:${port}/`,
      `https://169.254.169.254/latest`,
      `https://[::ffff:10.0.0.1]/`,
      'https://0/',
      'ftp://example.com/x',
      'https://user:word@example.com/',
    ]) {
      const payload = { name: 'Trap', url }
      const { status, body } = await node.send({ method: 'POST', url: '/api/v1/webhooks/endpoints', payload })
      t.equal(status, 422, url)
      t.match(body, { code: /^host\.http_/, errors: [{ pointer: '/url' }] }, url)
    }
    const { id } = await endpoint(trap)
    const { data } = (await node.send({ url: '/api/v1/host/allowed-targets' })).body
    const forbid = { method: 'DELETE', url: `/api/v1/host/allowed-targets/${data[0].id}` } as const
    const { version } = data[0]
    t.equal((await node.send({ ...forbid, headers: { 'if-match': `"${version}"` } })).status, 204)
    const test = { method: 'POST', url: `/api/v1/webhooks/endpoints/${id}/test` } as const
    await t.resolves(
      (async () => {
        // What was found of an address counts for a second.
        for (let tries = 0; tries < 100; tries += 1) {
          const { body } = await node.send(test)
          if (body.failure === 'refused') return
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
        throw new Error('it is still called')
      })(),
    )
  },
)
