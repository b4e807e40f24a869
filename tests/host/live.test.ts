import t from 'tap'
import { sequence } from '../../core/src/ledger/sequence/sequencer.ts'
import { SUPPLIER, startLedgerWorld } from '../../core/test/ledger-world.ts'

interface Told {
  readonly topic: string
  readonly ids: readonly string[] | null
  readonly position: number
}

t.test('a screen hears at once of what somebody else scans, and only of what is his', async (t) => {
  const world = await startLedgerWorld(t)
  const url = await world.app.listen({ host: '127.0.0.1', port: 0 })
  const { administrator, a, b, apple } = world
  const create = async (path: string, payload: object) => {
    const { status, body, text } = await administrator.send({
      method: 'POST',
      url: `/api/v1${path}`,
      payload,
    })
    if (status !== 201) throw new Error(text)
    return body
  }
  const anna = (await create('/access/owners', { kind: 'client', name: 'Anna' })).id
  const company = '00000000-0000-7000-8000-000000000001'
  const wish = { company, code: 'FAR', name: 'Far', timeZone: 'UTC' }
  const far = (await create('/locations/sites', wish)).id
  const farBin = (await create('/locations', { site: far, kind: 'bin', code: 'F1' })).id
  const permissions = ['ledger.balance.read', 'items.item.read']
  const keyFor = async (scope: object) =>
    (await create('/access/api-keys', { name: 'Watcher', permissions, ...scope })) as {
      id: string
      token: string
    }
  const topics = 'ledger.stock,items.item'
  const staff = await keyFor({})
  const ears = {
    staff: await listen(t, url, { topics, token: staff.token }),
    anna: await listen(t, url, { topics, token: (await keyFor({ owners: [anna] })).token }),
    near: await listen(t, url, { topics, token: (await keyFor({ sites: [world.site] })).token }),
  }
  const scan = async (told: object) => {
    await world.move({ from: SUPPLIER, kind: 'receipt', quantity: 3, ...told })
  }
  // Whatever is open anywhere on the server holds positions back: they are asked for again and again.
  let isOver = false
  const sequencing = (async () => {
    while (!isOver) {
      await sequence(world.database)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })()
  world.beforeClose(async () => {
    isOver = true
    await sequencing
  })

  t.test('stock of the house', async (t) => {
    await scan({ to: a })
    t.ok(await ears.staff.hears(apple), 'staff hear of the item')
    t.ok(await ears.staff.hears(a), 'and of its place')
    t.ok(await ears.near.hears(apple), 'so does who works at that site')
    t.notOk(ears.anna.told.length, 'a client hears nothing of it')
  })
  t.test('stock of a client', async (t) => {
    await scan({ to: b, owner: anna })
    t.ok(await ears.anna.hears(b), 'she hears of her own')
    t.notOk(ears.anna.said(a), 'and of no other place')
  })
  t.test('stock of another site', async (t) => {
    await scan({ to: farBin })
    t.ok(await ears.staff.hears(farBin))
    await scan({ to: b })
    t.ok(await ears.near.hears(b))
    t.notOk(ears.near.said(farBin), 'who works elsewhere hears nothing of it')
    t.notOk(ears.anna.said(farBin))
  })
  t.test('what is kept for an order', async (t) => {
    const { length } = ears.staff.told
    const demand = { kind: 'order', id: anna }
    const act = { act: 'allocate', item: apple, quantity: 1, location: farBin, demand }
    const kept = await administrator.send({
      method: 'POST',
      url: '/api/v1/ledger/allocations',
      payload: { mode: 'all', allocations: [act] },
    })
    t.equal(kept.status, 200, kept.text)
    t.ok(await ears.staff.hears(farBin, length), 'stock that is no longer free has changed')
  })
  t.test('a row that somebody edits', async (t) => {
    const item = await create('/items', { sku: 'PEAR', name: 'Pear', baseUnit: 'each' })
    t.ok(await ears.staff.hears(item.id))
    t.equal(ears.staff.told.find(({ ids }) => ids?.includes(item.id))?.topic, 'items.item')
    t.notOk(ears.anna.said(item.id))
  })
  t.test('a key that is revoked hears nothing more', async (t) => {
    const gone = await administrator.send({
      method: 'DELETE',
      url: `/api/v1/access/api-keys/${staff.id}`,
      headers: { 'if-match': '"1"' },
    })
    t.ok(gone.status < 300, gone.text)
    const { length } = ears.staff.told
    await ears.staff.ended
    await scan({ to: a })
    t.ok(await ears.near.hears(a), 'somebody else does')
    t.notOk(ears.staff.said(a, length))
  })
})

t.test('topics are refused by name, and none is heard without its permission', async (t) => {
  const { administrator, stranger, withKey } = await startLedgerWorld(t)
  const live = (topics: string) => ({ url: `/api/v1/host/live?topics=${topics}` })
  t.match(await administrator.send(live('items.nonsense')), {
    status: 422,
    body: { code: 'host.live_topic_unknown', facts: { topic: 'items.nonsense' } },
  })
  t.match(await stranger.send(live('ledger.stock')), { status: 401 })
  const { body } = await administrator.send({
    method: 'POST',
    url: '/api/v1/access/api-keys',
    payload: { name: 'Items', permissions: ['items.item.read'] },
  })
  t.match(await withKey(body.token).send(live('items.item,ledger.stock')), {
    status: 403,
    body: { code: 'http.forbidden', facts: { permission: 'ledger.balance.read' } },
  })
  t.equal((await administrator.send({ url: '/api/v1/host/live' })).status, 400)
})

t.test('whoever listens too often is told so, and a server that stops lets all go', async (t) => {
  const world = await startLedgerWorld(t)
  const url = await world.app.listen({ host: '127.0.0.1', port: 0 })
  const { body } = await world.administrator.send({
    method: 'POST',
    url: '/api/v1/access/api-keys',
    payload: { name: 'Many', permissions: ['ledger.balance.read'] },
  })
  for (let n = 0; n < 25; n += 1) {
    const headers = { authorization: `Bearer ${body.token}` }
    const head = await fetch(`${url}/api/v1/host/live?topics=ledger.stock`, { method: 'HEAD', headers })
    t.equal(head.status, 405, 'who wants no more than the head holds no stream')
  }
  const ears = []
  for (let n = 0; n < 20; n += 1) {
    ears.push(await listen(t, url, { topics: 'ledger.stock', token: body.token }))
  }
  const answer = await fetch(`${url}/api/v1/host/live?topics=ledger.stock`, {
    headers: { authorization: `Bearer ${body.token}` },
  })
  t.match(
    { status: answer.status, body: await answer.json() },
    { status: 503, body: { code: 'host.live_full' } },
  )
  const before = performance.now()
  await world.app.close()
  await Promise.all(ears.map(({ ended }) => ended))
  t.ok(performance.now() - before < 5_000, 'it does not wait for them')
})

/** Listens to topics until the test ends. */
async function listen(
  t: { teardown(work: () => void): void },
  url: string,
  { topics, token }: { topics: string; token: string },
) {
  const stop = new AbortController()
  t.teardown(() => stop.abort())
  const answer = await fetch(`${url}/api/v1/host/live?topics=${topics}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stop.signal,
  })
  if (answer.status !== 200) throw new Error(await answer.text())
  const told: Told[] = []
  const ended = (async () => {
    let text = ''
    const chunks = answer.body!.pipeThrough(new TextDecoderStream())
    for await (const chunk of chunks) {
      text += chunk
      const events = text.split('\n\n')
      text = events.pop()!
      for (const event of events) {
        if (event.startsWith('event: hint')) told.push(JSON.parse(event.split('data: ')[1]!))
      }
    }
  })().catch(() => {})
  const said = (id: string, since = 0) => told.slice(since).some(({ ids }) => ids?.includes(id) === true)
  return {
    told,
    ended,
    said,
    /** Whether a row is told of, within half a minute. */
    async hears(id: string, since = 0) {
      for (const until = Date.now() + 30_000; Date.now() < until && !said(id, since); ) {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      return said(id, since)
    },
  }
}
