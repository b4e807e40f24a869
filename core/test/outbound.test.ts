import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createSocketServer, type Socket } from 'node:net'
import { definePlugin, type HttpClient, type OutboundRequest } from '@stowage/sdk'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { addressKind } from '../src/outbound/address-kind.ts'
import type { AllowedTarget, Resolve } from '../src/outbound/checked-target.ts'
import { createHttpClient } from '../src/outbound/http-client.ts'
import { createTcpClient } from '../src/outbound/tcp-client.ts'
import { startPlatform } from '../src/testing/start-platform.ts'

const URL = '/api/v1/host/allowed-targets'
const log = pino({ level: 'silent' })

interface Listener {
  readonly port: number
  readonly seen: IncomingMessage[]
}

/** A server on this machine's loopback, as a careless neighbour would leave one. */
async function listen(
  t: Test,
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end('{}'),
): Promise<Listener> {
  const seen: IncomingMessage[] = []
  const server: Server = createServer((request, response) => {
    seen.push(request)
    answer(request, response)
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, seen }
}

function client({
  resolve = async () => [{ address: '127.0.0.1', family: 4 }],
  rows = [],
}: {
  resolve?: Resolve
  rows?: readonly AllowedTarget[]
} = {}): HttpClient {
  return createHttpClient({ log, resolve, allowed: async (host) => rows.filter((row) => row.host === host) })
}

/** Whoever may be called on loopback by http. */
const leave = (port: number | null = null): AllowedTarget[] => [{ host: 'here.test', port, plainHttp: true }]

t.test('an address is judged for what it means, however it is written', async (t) => {
  const kinds = {
    public: ['93.184.216.34', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'],
    internal: ['127.0.0.1', '127.255.0.1', '10.1.2.3', '172.31.0.1', '192.168.0.1', '100.64.0.1', '::1'],
    never: ['0.0.0.0', '0.1.2.3', '169.254.169.254', '224.0.0.1', '255.255.255.255', '240.0.0.1', '::'],
  } as const
  for (const [kind, addresses] of Object.entries(kinds)) {
    for (const address of addresses) t.equal(addressKind(address), kind, address)
  }
  for (const inside of [
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:a00:1',
    'fc00::1',
    '::127.0.0.1',
  ]) {
    t.equal(addressKind(inside), 'internal', inside)
  }
  const nowhere = ['64:ff9b::7f00:1', '64:ff9b::10.0.0.1', '64:ff9b:1::7f00:1', '2002:7f00:1::', 'ff02::1']
  const odd = ['2001:0:4136:e378:8000:63bf:3fff:fdd2', '::7f00:1', '4000::1', 'here.test', '']
  const clouds = ['100.100.100.200', 'fd00:ec2::254', '::ffff:169.254.169.254', 'fe80::1', 'fe80::1%eth0']
  for (const address of [...nowhere, ...odd, ...clouds]) t.equal(addressKind(address), 'never', address)
})

t.test('nothing on this machine hears of a call, by whatever name it is called', async (t) => {
  const { port, seen } = await listen(t)
  const { request } = client({ resolve: async () => [{ address: '::ffff:127.0.0.1', family: 6 }] })
  const hosts = [
    '127.0.0.1 127.1 127.0.1 0 0.0.0.0 2130706433 0x7f000001 0x7f.1 017700000001 0177.0.0.1 127.0.0.1.',
    '[::] [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] [64:ff9b::7f00:1] [2002:7f00:1::] [::127.0.0.1]',
    'localhost LOCALHOST localhost. here.test a.here.test １２７.０.０.１ ⑫7.0.0.1 127。0。0。1',
    '169.254.169.254 [fe80::1] [::ffff:a9fe:a9fe] 2852039166 255.255.255.255 224.0.0.1',
  ].flatMap((line) => line.split(' '))
  for (const scheme of ['http', 'https']) {
    for (const host of hosts) {
      const answer = request({ url: `${scheme}://${host}:${port}/`, timeoutMs: 2000 })
      await t.rejects(answer, { code: 'host.http_address_refused' }, `${scheme}://${host}`)
    }
  }
  t.equal(seen.length, 0)
})

t.test('what is no https address of a machine is not called', async (t) => {
  const { request } = client({ resolve: async () => [{ address: '93.184.216.34', family: 4 }] })
  const cases = {
    'ftp://files.test/': 'host.http_scheme_refused',
    'file:///etc/passwd': 'host.http_url_invalid',
    'data:text/plain,x': 'host.http_url_invalid',
    'gopher://here.test/_x': 'host.http_scheme_refused',
    'http://public.test/': 'host.http_scheme_refused',
    'https://me:secret@public.test/': 'host.http_url_invalid',
    '//public.test/': 'host.http_url_invalid',
    'public.test': 'host.http_url_invalid',
    '': 'host.http_url_invalid',
    'https://': 'host.http_url_invalid',
    'https://1.2.3.4.5/': 'host.http_url_invalid',
  }
  for (const [url, code] of Object.entries(cases)) await t.rejects(request({ url }), { code }, url)
  const unknown = client({ resolve: async () => [] })
  await t.rejects(unknown.request({ url: 'https://nobody.test/' }), { code: 'host.http_name_unknown' })
})

t.test('one inner address among several refuses them all, and a name is asked once', async (t) => {
  const { port, seen } = await listen(t)
  const outer = { address: '93.184.216.34', family: 4 }
  const inner = { address: '127.0.0.1', family: 4 }
  for (const addresses of [
    [outer, inner],
    [inner, outer],
    [outer, { address: '::1', family: 6 }],
  ]) {
    const { request } = client({ resolve: async () => addresses })
    await t.rejects(request({ url: `https://two.test:${port}/` }), { code: 'host.http_address_refused' })
  }
  t.equal(seen.length, 0)
  let asked = 0
  // A name that means another machine a moment later: the connection asks nobody again.
  const rebinding = client({
    resolve: async () => [asked++ === 0 ? inner : { address: '127.0.0.2', family: 4 }],
    rows: leave(port),
  })
  t.equal((await rebinding.request({ url: `http://here.test:${port}/` })).status, 200)
  t.equal(asked, 1)
  t.equal(seen.length, 1)
})

t.test(
  'a host that is allowed is called at the address that was looked at, and no redirect is followed',
  async (t) => {
    const other = await listen(t)
    const { port, seen } = await listen(t, (_request, response) => {
      response
        .writeHead(302, { location: `http://127.0.0.1:${other.port}/`, 'x-two': ['a', 'b'] })
        .end('moved')
    })
    const { request } = client({ rows: leave(port) })
    const answer = await request({
      url: `http://here.test:${port}/orders?x=1`,
      method: 'POST',
      json: { a: 1 },
    })
    t.equal(answer.status, 302)
    t.equal(answer.text(), 'moved')
    t.equal(answer.headers['x-two'], 'a, b')
    t.match(seen[0], { method: 'POST', url: '/orders?x=1', headers: { host: `here.test:${port}` } })
    t.equal(other.seen.length, 0)
    await t.rejects(async () => answer.json(), { code: 'host.http_not_json' })
    await t.rejects(request({ url: `http://here.test:${other.port}/` }), {
      code: 'host.http_address_refused',
    })
    const httpsOnly = client({ rows: [{ host: 'here.test', port, plainHttp: false }] })
    await t.rejects(httpsOnly.request({ url: `http://here.test:${port}/` }), {
      code: 'host.http_scheme_refused',
    })
    const cloud = client({ rows: [{ host: '169.254.169.254', port: null, plainHttp: true }] })
    await t.rejects(cloud.request({ url: 'http://169.254.169.254/' }), { code: 'host.http_address_refused' })
  },
)

t.test('a system that hangs, streams without end or breaks off costs a bounded time and size', async (t) => {
  const chunk = Buffer.alloc(64 * 1024)
  const { port } = await listen(t, ({ url }, response) => {
    if (url === '/hang') return
    if (url === '/slow') response.write('x')
    if (url === '/break') return void response.socket?.destroy()
    if (url === '/announced') response.writeHead(200, { 'content-length': 5_000_000 }).write(chunk)
    if (url === '/headers') response.writeHead(200, { 'x-long': 'x'.repeat(100_000) }).end()
    if (url === '/endless') {
      const more = () => void (response.writable && response.write(chunk, more))
      more()
    }
  })
  const { request } = client({ rows: leave() })
  const call = (path: string, more: Partial<OutboundRequest> = {}) =>
    request({ url: `http://here.test:${port}${path}`, timeoutMs: 300, ...more })
  await t.rejects(call('/hang'), { code: 'host.http_timeout', facts: { host: 'here.test', seconds: 0.3 } })
  await t.rejects(call('/slow'), { code: 'host.http_timeout' })
  await t.rejects(call('/hang', { timeoutMs: 10_000, signal: AbortSignal.timeout(100) }), {
    code: 'host.http_timeout',
  })
  await t.rejects(call('/break'), { code: 'host.http_failed' })
  await t.rejects(call('/headers'), { code: 'host.http_failed' })
  await t.rejects(call('/announced'), { code: 'host.http_answer_too_large' })
  await t.rejects(call('/endless', { timeoutMs: 5000 }), {
    code: 'host.http_answer_too_large',
    facts: { maximumBytes: 1024 * 1024 },
  })
  const nameless = client({ rows: leave(), resolve: () => new Promise(() => {}) })
  await t.rejects(nameless.request({ url: 'https://here.test/', timeoutMs: 100 }), {
    code: 'host.http_timeout',
  })
})

t.test('a header cannot smuggle a second request', async (t) => {
  const { port, seen } = await listen(t)
  const { request } = client({ rows: leave() })
  const url = `http://here.test:${port}/`
  const wrong = [
    { host: 'other.test' },
    { 'Transfer-Encoding': 'chunked' },
    { 'content-length': '3' },
    { 'x-a': 'b\r\nx-c: d' },
    { 'x a': 'b' },
    { 'x-a\r\nx-b': 'c' },
  ]
  for (const headers of wrong) {
    await t.rejects(request({ url, headers }), { code: 'host.http_header_refused' }, JSON.stringify(headers))
  }
  t.equal(seen.length, 0)
  await request({ url, headers: { Authorization: 'Bearer x' } })
  t.match(seen[0]?.headers, { authorization: 'Bearer x', 'accept-encoding': 'identity' })
})

const courier = definePlugin({
  name: 'courier',
  version: '0.1.0',
  permissions: { 'courier.call.make': 'Call other systems' },
  routes: (context) => async (app) => {
    app.post('/call', { config: { permission: 'courier.call.make' } }, async ({ body }) => {
      const { url } = body as { url: string }
      const { status } = await context.http.request({ url, timeoutMs: 2000 })
      return { status }
    })
  },
})

t.test('an administrator allows a host of the own network, and takes it back; the audit tells', async (t) => {
  const { port, seen } = await listen(t)
  const { administrator } = await startPlatform(t, { plugins: [courier] })
  const call = (url: string) =>
    administrator.send({ method: 'POST', url: '/api/v1/courier/call', payload: { url } })
  const allow = (payload: object) => administrator.send({ method: 'POST', url: URL, payload })
  t.match((await call(`http://localhost:${port}/`)).body, {
    status: 422,
    code: 'host.http_address_refused',
    facts: { host: 'localhost' },
  })
  const made = await allow({ host: 'LocalHost', port, note: 'Our ERP' })
  t.match(made, { status: 201, body: { host: 'localhost', port, plainHttp: false, version: 1 } })
  t.match((await call(`http://localhost:${port}/`)).body, { status: 422, code: 'host.http_scheme_refused' })
  t.equal(seen.length, 0)
  const changed = await administrator.send({
    method: 'PATCH',
    url: `${URL}/${made.body.id}`,
    headers: { 'if-match': '"1"' },
    payload: { plainHttp: true },
  })
  t.match(changed, { status: 200, body: { plainHttp: true, version: 2 } })
  t.same((await call(`http://localhost:${port}/`)).body, { status: 200 })
  t.match((await call(`http://127.0.0.1:${port}/`)).body, { code: 'host.http_address_refused' })
  t.equal(seen.length, 1)
  const gone = await administrator.send({ method: 'DELETE', url: `${URL}/${made.body.id}` })
  t.equal(gone.status, 204)
  t.match((await call(`http://localhost:${port}/`)).body, { code: 'host.http_address_refused' })
  const audit = await administrator.send({ url: '/api/v1/access/audit?entity=host.allowed_target&sort=at' })
  t.match(audit.body.data, [
    { action: 'create', after: { host: 'localhost', plainHttp: false } },
    { action: 'change', before: { plainHttp: false }, after: { plainHttp: true } },
    { action: 'remove', before: { host: 'localhost', plainHttp: true }, after: null },
  ])
})

t.test('what cannot be allowed is refused in words', async (t) => {
  const { administrator, stranger, withKey } = await startPlatform(t)
  const allow = (payload: object) => administrator.send({ method: 'POST', url: URL, payload })
  const wrong = ['169.254.169.254', '0', '0xa9fea9fe', '[fe80::1]', '::', '224.0.0.1']
  for (const host of wrong) t.match((await allow({ host })).body, { code: 'host.target_never' }, host)
  for (const host of ['a b', 'http://x', 'x:80', 'x/y', 'u@x', '[x', 'x?y', 'x#y', '\\x']) {
    t.match((await allow({ host })).body, { code: 'host.target_host_invalid' }, host)
  }
  t.match((await allow({ host: '2130706433' })).body, { host: '127.0.0.1', port: null })
  t.match((await allow({ host: '127.1' })).body, { status: 409, code: 'host.target_taken' })
  t.match((await allow({ host: 'fd00::0:1' })).body, { host: 'fd00::1' })
  t.equal((await allow({ host: 'x', port: 0 })).status, 400)
  t.equal((await stranger.send({ url: URL })).status, 401)
  const key = await administrator.send({
    method: 'POST',
    url: '/api/v1/access/api-keys',
    payload: { name: 'Reader', permissions: ['host.target.read'] },
  })
  const reader = withKey(key.body.token)
  t.equal((await reader.send({ url: URL })).body.data.length, 2)
  t.equal((await reader.send({ method: 'POST', url: URL, payload: { host: 'x' } })).status, 403)
})

t.test('a device gets its bytes where host and port were allowed together, and nowhere else', async (t) => {
  const taken: Buffer[] = []
  const device = createSocketServer((socket) => {
    socket.on('data', (chunk) => taken.push(chunk))
    socket.on('end', () => socket.end())
  })
  const { promise, resolve: ready } = Promise.withResolvers<void>()
  device.listen(0, '127.0.0.1', ready)
  await promise
  t.teardown(() => device.close())
  const { port } = device.address() as AddressInfo
  const tcp = ({ address = '127.0.0.1', rows = leave(port) } = {}) =>
    createTcpClient({
      log,
      resolve: async () => [{ address, family: 4 }],
      allowed: async (host) => rows.filter((row) => row.host === host),
    })
  const message = { host: 'here.test', port, bytes: Buffer.from('^XA^XZ') }
  await tcp().send(message)
  t.same(Buffer.concat(taken).toString(), '^XA^XZ')
  for (const rows of [[], leave(), leave(port + 1)]) {
    await t.rejects(tcp({ rows }).send(message), { code: 'host.tcp_not_allowed' })
  }
  const publicDevice = tcp({ address: '93.184.216.34', rows: [] })
  await t.rejects(
    publicDevice.send(message),
    { code: 'host.tcp_not_allowed' },
    'a public one needs leave, too',
  )
  const metadata = tcp({ address: '169.254.169.254' })
  await t.rejects(metadata.send(message), { code: 'host.target_never' })
  await t.rejects(metadata.check('here.test'), { code: 'host.target_never' })
  await t.rejects(tcp().send({ ...message, host: 'here.test/x' }), { code: 'host.target_host_invalid' })
  t.equal(taken.length, 1)
})

t.test('a device that takes nothing, or hangs up, is told and not waited for', async (t) => {
  const sockets = new Set<Socket>()
  const device = createSocketServer((socket) => sockets.add(socket.pause()))
  const { promise, resolve: ready } = Promise.withResolvers<void>()
  device.listen(0, '127.0.0.1', ready)
  await promise
  const { port } = device.address() as AddressInfo
  const tcp = createTcpClient({
    log,
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    allowed: async () => leave(port),
  })
  const message = { host: 'here.test', port, bytes: Buffer.alloc(32 * 1024 * 1024) }
  await t.rejects(tcp.send({ ...message, timeoutMs: 500 }), { code: 'host.http_timeout' })
  for (const socket of sockets) socket.destroy()
  device.close()
  await t.rejects(tcp.send(message), { code: 'host.http_failed', facts: { reason: 'ECONNREFUSED' } })
})
