import { createHmac } from 'node:crypto'
import { examine } from '@stowage/sdk/testing'
import t from 'tap'
import webhooks from '../index.ts'
import { type Received, startTarget } from './target.ts'
import { startWorld } from './world.ts'

const world = await startWorld(t)

const quantityOf = ({ body }: Received): number => body.data.lines[0].quantity

/** What the receiver makes of a secret. */
function signature(secret: string, { headers, text }: Received): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
}

t.test('it keeps what every plugin promises', async (t) => {
  const findings = await examine(t, webhooks, {
    fill: ({ create }) =>
      create('/webhooks/endpoints', {
        name: 'Shop',
        url: 'https://shop.example.com/stowage',
        events: ['webhooks.endpoint.switched_off@1'],
      }),
  })
  for (const { sentence, faults } of findings) t.same(faults, [], sentence)
})

t.test('while one secret replaces another, each message has both signatures', async (t) => {
  const { endpoint, bring, item, create, node } = world
  const target = await startTarget(t)
  const { id, secret } = await endpoint(target)
  const rotated = await create(`/webhooks/endpoints/${id}/rotate`, { overlapHours: 2 })
  t.not(rotated.secret, secret)
  t.ok(new Date(rotated.formerSecretUntil) > new Date())
  await bring(item, 1)
  await target.until(({ length }) => length === 1)
  const [both] = target.received
  t.equal(
    both!.headers['webhook-signature'],
    [rotated.secret, secret].map((one) => signature(one, both!)).join(' '),
  )
  const last = await create(`/webhooks/endpoints/${id}/rotate`, { overlapHours: 0 })
  t.equal(last.formerSecretUntil, null)
  await bring(item, 2)
  await target.until(({ length }) => length === 2)
  const one = target.received[1]!
  t.equal(one.headers['webhook-signature'], signature(last.secret, one), 'the former ones count no longer')
  t.equal((await create(`/webhooks/endpoints/${id}/secret`, {})).secret, last.secret, 'it can be shown again')
  const { body } = await node.send({ url: '/api/v1/access/audit?entity=webhooks.endpoint' })
  t.same(
    body.data.map(({ action }: { action: string }) => action),
    ['reveal', 'rotate', 'rotate', 'create'],
  )
  t.notMatch(JSON.stringify(body), /whsec_/, 'no secret stands in the audit')
  t.notMatch(
    JSON.stringify(await node.query('select * from webhooks.endpoint')),
    /whsec_/,
    'nor in the table',
  )
})

t.test('a test is sent at once, signed, and its answer is told', async (t) => {
  const { endpoint, create } = world
  const target = await startTarget(t)
  const { id, secret } = await endpoint(target)
  const tested = await create(`/webhooks/endpoints/${id}/test`, {})
  t.match(tested, { isAcknowledged: true, status: 200, failure: null, answer: 'said 200' })
  const [one] = target.received
  t.match(one!.body, { type: 'webhooks.endpoint.tested@1', data: { endpoint: id } })
  t.equal(one!.headers['webhook-signature'], signature(secret, one!))
  target.behave = () => 503
  t.match(await create(`/webhooks/endpoints/${id}/test`, {}), {
    isAcknowledged: false,
    status: 503,
    failure: 'status',
  })
})

t.test('what happened is sent again from any position, under the ids that it had', async (t) => {
  const { endpoint, bring, item, get, node } = world
  for (const quantity of [1, 2, 3, 4]) await bring(item, quantity)
  const target = await startTarget(t)
  const { id } = await endpoint(target)
  await bring(item, 5)
  await target.until(({ length }) => length === 1)
  const { heads } = await get('/webhooks/events')
  const replay = (payload: object) =>
    node.send({ method: 'POST', url: `/api/v1/webhooks/endpoints/${id}/replay`, payload })
  const begun = await replay({ from: heads.ledger - 2 })
  t.match(begun, { status: 202, body: { stream: 'ledger', from: heads.ledger - 2, to: heads.ledger } })
  await target.until(({ length }) => length === 4)
  t.same(target.received.map(quantityOf), [5, 3, 4, 5])
  t.equal(target.received[3]!.headers['webhook-id'], target.received[0]!.headers['webhook-id'])
  t.equal(target.received[3]!.text, target.received[0]!.text, 'to the last byte')
  t.equal((await replay({ since: '2020-01-01T00:00:00Z', to: 2 })).status, 202)
  await target.until(({ length }) => length === 6)
  t.same(target.received.slice(4).map(quantityOf), [10, 1], 'from the very first movement on')
  for (const [payload, status, code] of [
    [{}, 422, 'webhooks.replay_start'],
    [{ from: 1, since: '2020-01-01T00:00:00Z' }, 422, 'webhooks.replay_start'],
    [{ from: heads.ledger + 1 }, 422, 'webhooks.replay_empty'],
    [{ from: 0 }, 400, /./],
    [{ from: 1, stream: 'mail' }, 400, /./],
  ] as const) {
    t.match(await replay(payload), { status, body: { code } }, JSON.stringify(payload))
  }
})

t.test(
  'whoever is bound to an owner makes a webhook for himself, and is told of his own alone',
  async (t) => {
    const { create, node, get, until, site, bin, endpoint } = world
    const owners = await Promise.all(
      ['Ada', 'Bea'].map((name) => create('/access/owners', { kind: 'client', name })),
    )
    const [ada, bea] = owners.map(({ id }) => id as string)
    const keyOf = async (more: object) => {
      const permissions = ['webhooks.endpoint.read', 'webhooks.endpoint.write']
      const { token } = await create('/access/api-keys', { name: 'Key', permissions, ...more })
      return (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) =>
        node.send({
          method,
          url: `/api/v1/webhooks${url}`,
          headers: { authorization: `Bearer ${token}`, cookie: '', 'if-match': '"1"' },
          ...(payload && { payload }),
        })
    }
    const asAda = await keyOf({ owners: [ada] })
    const asBea = await keyOf({ owners: [bea] })
    const targets = await Promise.all([startTarget(t), startTarget(t), startTarget(t)])
    const wish = (n: number) => ({ name: `Shop ${n}`, url: targets[n]!.url })
    const adas = await asAda('POST', '/endpoints', wish(0))
    t.match(adas, { status: 201, body: { owner: ada } })
    const beas = await asBea('POST', '/endpoints', wish(1))
    t.match(await asAda('POST', '/endpoints', { ...wish(0), owner: bea }), { status: 422 }, 'not for another')
    const all = await endpoint(targets[2]!, { events: [] })
    const isQuiet = async () => {
      const ids = [adas.body.id, beas.body.id, all.id].join()
      return (await get(`/webhooks/deliveries?state=pending&endpoint[in]=${ids}`)).data.length === 0
    }
    for (const [n, owner] of [ada, bea].entries()) {
      const { id: item } = await create('/items', { sku: `SKU-${n}`, name: 'Oats', baseUnit: 'each', owner })
      const lines = [
        {
          item,
          quantity: n + 1,
          from: { location: '00000000-0000-7000-8000-000000000011' },
          to: { location: bin },
        },
      ]
      await create('/ledger/movements', { mode: 'all', movements: [{ kind: 'receipt', owner, lines }] })
    }
    await targets[2]!.until(({ length }) => length >= 2)
    await Promise.all(targets.slice(0, 2).map((target) => target.until(({ length }) => length === 1)))
    await until(isQuiet)
    t.same(
      targets.slice(0, 2).map(({ received }) => received.map(({ body }) => body.data.owner)),
      [[ada], [bea]],
    )
    t.equal((await asAda('GET', '/endpoints')).body.data.length, 1)
    const { data: seen } = (await asAda('GET', '/deliveries')).body
    t.equal(seen.length, 1)
    const { data: theirs } = (await asBea('GET', '/deliveries')).body
    for (const [method, path, payload] of [
      ['GET', `/endpoints/${beas.body.id}`],
      ['PATCH', `/endpoints/${beas.body.id}`, { name: 'Mine' }],
      ['DELETE', `/endpoints/${beas.body.id}`],
      ['POST', `/endpoints/${beas.body.id}/test`],
      ['POST', `/endpoints/${beas.body.id}/secret`],
      ['POST', `/endpoints/${beas.body.id}/rotate`, {}],
      ['POST', `/endpoints/${beas.body.id}/replay`, { from: 1 }],
      ['GET', `/deliveries/${theirs[0].id}`],
      ['POST', `/deliveries/${theirs[0].id}/send-again`],
      ['POST', `/deliveries/${theirs[0].id}/drop`, { reason: 'none of his' }],
    ] as const) {
      t.equal((await asAda(method, path, payload)).status, 404, `${method} ${path}`)
    }
    t.equal((await asAda('POST', `/endpoints/${adas.body.id}/replay`, { from: 1 })).status, 202)
    await targets[0]!.until(({ length }) => length === 2)
    await until(isQuiet)
    t.same(
      targets[0]!.received.map(({ body }) => body.data.owner),
      [ada, ada],
      'sent again, it is his own as well',
    )
    const inOneSite = await keyOf({ sites: [site] })
    t.match(await inOneSite('POST', '/endpoints', wish(0)), {
      status: 403,
      body: { code: 'webhooks.sites_bound' },
    })
  },
)

t.test('an endpoint that fails for long is switched off, and somebody is told', async (t) => {
  const { endpoint, bring, addItem, node, get, until } = world
  await world.settings({ switchOffAfterMinutes: 1 })
  const target = await startTarget(t, () => 500)
  const { id } = await endpoint(target)
  const gone = await startTarget(t, () => 410)
  const { id: other } = await endpoint(gone, { name: 'Closed' })
  for (let n = 0; n < 5; n += 1) await bring(await addItem(`SKU-${n}`), 1)
  await until(async () => (await get(`/webhooks/endpoints/${other}`)).switchedOffBecause === 'gone')
  await until(async () => (await get(`/webhooks/endpoints/${id}`)).failingSince !== null)
  t.equal((await get(`/webhooks/endpoints/${id}`)).isOn, true)
  await node.query(
    "update webhooks.lane set failing_since = now() - interval '2 minutes' where endpoint = $1",
    [id],
  )
  await until(async () => !(await get(`/webhooks/endpoints/${id}`)).isOn)
  const off = await get(`/webhooks/endpoints/${id}`)
  t.match(off, { switchedOffBecause: 'failing', dead: 0, pending: 5 }, 'what waits is kept')
  const { data: waiting } = await get('/host/waiting')
  const told = waiting.filter(({ name }: { name: string }) => name === 'webhooks.switched_off')
  t.match(told, [{ code: 'webhooks.switched_off', count: 2 }])
  const { data: changes } = await get('/access/audit?entity=webhooks.endpoint&action=switch_off')
  t.match(
    changes.find((one: { entityId: string }) => one.entityId === id),
    { after: { because: 'failing' } },
  )
  target.behave = () => 200
  target.received.length = 0
  await bring(await addItem('LATE'), 9)
  const on = await node.send({
    method: 'PATCH',
    url: `/api/v1/webhooks/endpoints/${id}`,
    payload: { isOn: true },
    headers: { 'if-match': `"${off.version}"` },
  })
  t.match(on, { status: 200, body: { isOn: true, switchedOffBecause: null, failingSince: null } })
  await until(async () => (await get(`/webhooks/endpoints/${id}`)).pending === 0)
  t.equal(target.received.length, 5, 'switched on again, it gets what waited')
})

t.test('many are switched off, and removed, at once', async (t) => {
  const { endpoint, node, get } = world
  const target = await startTarget(t)
  const made = [
    await endpoint(target, { name: 'One of two' }),
    await endpoint(target, { name: 'Two of two' }),
  ]
  const ids = made.map(({ id }) => id)
  const many = (path: string, payload: object, query = '') =>
    node.send({ method: 'POST', url: `/api/v1/webhooks/endpoints${path}/bulk?${query}`, payload })
  const off = await many('', { isAll: true, change: { isOn: false } }, 'q=of%20two')
  t.match(off, { status: 200, body: { done: 2, refused: 0 } })
  t.same(await Promise.all(ids.map(async (id) => (await get(`/webhooks/endpoints/${id}`)).isOn)), [
    false,
    false,
  ])
  const bad = await many('', { ids, change: { url: 'ftp://example.com/x' } })
  t.match(
    bad,
    { status: 422, body: { code: /^host\.http_/ } },
    'an address is looked at before any is changed',
  )
  t.match(await many('/removals', { ids, change: {} }), { body: { done: 2 } })
  t.equal((await node.send({ url: `/api/v1/webhooks/endpoints/${ids[0]}` })).status, 404)
})

t.test('bad input gets a coded answer that names it', async (t) => {
  const { node, endpoint } = world
  const { id, version } = await endpoint({ url: 'https://shop.example.com/hook' })
  const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object, headers = {}) =>
    node.send({ method, url: `/api/v1/webhooks${path}`, headers, ...(payload && { payload }) })
  const good = { name: 'Shop', url: 'https://shop.example.com/' }
  for (const [answer, status, code] of [
    [
      () => ask('POST', '/endpoints', { ...good, events: ['no.such.thing@1'] }),
      422,
      'webhooks.event_unknown',
    ],
    [() => ask('POST', '/endpoints', { ...good, owner: '00000000-0000-7000-8000-00000000ffff' }), 422, /./],
    [() => ask('POST', '/endpoints', { ...good, secret: 'mine' }), 400, /./],
    [() => ask('POST', '/endpoints', { name: 'Shop' }), 400, /./],
    [() => ask('PATCH', `/endpoints/${id}`, { isOn: false }), 428, 'http.if_match_missing'],
    [
      () => ask('PATCH', `/endpoints/${id}`, { isOn: false }, { 'if-match': '"7"' }),
      412,
      'http.version_conflict',
    ],
    [() => ask('GET', '/endpoints/00000000-0000-7000-8000-00000000ffff'), 404, 'webhooks.endpoint_unknown'],
    [() => ask('GET', '/deliveries/4711'), 404, 'webhooks.delivery_unknown'],
    [() => ask('GET', '/deliveries/none'), 400, /./],
    [() => ask('POST', `/endpoints/${id}/rotate`, { overlapHours: -1 }), 400, /./],
    [() => ask('DELETE', `/endpoints/${id}`, undefined, { 'if-match': `"${version}"` }), 204, undefined],
    [() => ask('GET', `/endpoints/${id}`), 404, 'webhooks.endpoint_unknown'],
  ] as const) {
    const { status: got, body, text } = await answer()
    t.equal(got, status, text)
    if (code !== undefined) t.match(body.code, code)
  }
})

t.test('what must always be true is noticed when it is not', async (t) => {
  const { node, endpoint, bring, item, get, until } = world
  const target = await startTarget(t)
  const { id } = await endpoint(target)
  await bring(item, 1)
  await until(
    async () => (await get(`/webhooks/deliveries?endpoint=${id}&state=delivered`)).data.length === 1,
  )
  const offending = (name: string) =>
    node.query(webhooks.invariants!.find((one) => one.id === `webhooks.${name}`)!.offendingRows)
  t.same(await offending('nobody_is_told_of_others'), [])
  t.same(await offending('dead_letters_were_tried'), [])
  await node.query(
    "update webhooks.delivery set state = 'dead', attempts = 0, owner = 77 where endpoint = $1",
    [id],
  )
  t.equal((await offending('nobody_is_told_of_others')).length, 1)
  t.equal((await offending('dead_letters_were_tried')).length, 1)
})
