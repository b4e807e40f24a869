import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { definePlugin, type MailMessage, type ServiceContext } from '@stowage/sdk'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import t, { type Test } from 'tap'
import { systemActor } from '../src/access/system-actor.ts'
import { createLog } from '../src/http/request-log.ts'
import { mailServerOf } from '../src/mail/mail-server.ts'
import { createNodeRelay } from '../src/mail/node-relay.ts'
import { startPlatform, type TestPlatform } from '../src/testing/start-platform.ts'

const URL = '/api/v1/host/mails'
const MESSAGE: MailMessage = {
  to: ['ada@example.com'],
  subject: 'Lot L–1 expires',
  text: 'On Friday.\n.\nSo sell it.',
}

interface MailServer {
  readonly port: number
  readonly received: { readonly to: string[]; readonly raw: string }[]
}

/** A real mail server on this machine, which takes what the options let it take. */
async function serveMail(t: Test, options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: MailServer['received'] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      text(stream).then((raw) => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw })
        done()
      }, done)
    },
    ...options,
  })
  server.on('error', () => {})
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  t.teardown(() => server.close())
  return { port: (server.server.address() as AddressInfo).port, received }
}

const secretKey = Buffer.alloc(32, 7)

async function startPost(t: Test) {
  let context: ServiceContext | undefined
  const alerts = definePlugin({
    name: 'alerts',
    version: '0.1.0',
    services: (given) => {
      context = given
      return {}
    },
  })
  const platform = await startPlatform(t, { plugins: [alerts], secretKey })
  const { database, filesFolder } = platform
  const relay = createNodeRelay({ database, log: createLog({ level: 'silent' }), secretKey, filesFolder })
  const { mail, transaction, files } = context!
  const send = (message: MailMessage = MESSAGE) => transaction(systemActor, (trx) => mail.send(trx, message))
  return { platform, relay, send, mail, files, transaction }
}

async function useServer(
  { administrator }: Pick<TestPlatform, 'administrator'>,
  port: number,
): Promise<void> {
  const answer = await administrator.send({
    method: 'PUT',
    url: '/api/v1/host/settings/host/values',
    headers: { 'if-match': '"0"' },
    payload: {
      scope: 'organisation',
      values: { smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'stock@example.com' },
    },
  })
  if (answer.status !== 200) throw new Error(answer.text)
}

t.test('mail waits for a server, leaves after the commit, and is told of', async (t) => {
  const { platform, relay, send, mail, files, transaction } = await startPost(t)
  const { administrator } = platform
  const { port, received } = await serveMail(t)
  const id = await send()
  t.equal(await relay.sendDue(), 0, 'no server was said')
  t.match((await administrator.send({ url: `${URL}?state=queued` })).body.data, [
    { id, plugin: 'alerts', to: ['ada@example.com'], subject: MESSAGE.subject, attempts: 0 },
  ])
  await useServer(platform, port)
  const undone = transaction(systemActor, async (trx) => {
    await mail.send(trx, MESSAGE)
    throw new Error('changed my mind')
  })
  await t.rejects(undone, /changed my mind/)
  const note = await transaction(systemActor, async (trx) => {
    const file = await files.save(trx, systemActor, { name: 'note.txt', content: Buffer.from('of 5 pieces') })
    await mail.send(trx, { ...MESSAGE, cc: ['bob@example.com'], html: '<b>On Friday</b>', files: [file.id] })
    return file
  })
  t.equal(await relay.sendDue(), 2)
  t.equal(await relay.sendDue(), 0, 'once')
  t.same(received.map(({ to }) => to.length).sort(), [1, 2])
  const plain = received.find(({ to }) => to.length === 1)!.raw
  t.match(plain, new RegExp(`^Message-ID: <${id}@example\\.com>`, 'm'))
  t.match(plain, /^From: stock@example\.com$/m)
  t.match(plain, /On Friday\.\r?\n\.\r?\nSo sell it\./, 'a line with one dot stays')
  const rich = received.find(({ to }) => to.length === 2)!.raw
  t.match(rich, /filename=note\.txt/)
  t.match(rich, Buffer.from('of 5 pieces').toString('base64'))
  t.match((await administrator.send({ url: `${URL}?state=sent` })).body.data, [{ sentAt: /Z$/ }, { id }])
  await transaction(systemActor, (trx) => files.remove(trx, systemActor, note.id))
  t.match((await administrator.send({ method: 'POST', url: `${URL}/${id}/retry` })).body, {
    code: 'host.mail_sent',
  })
})

t.test('a message that would become another one is refused before it is written', async (t) => {
  const { send, platform } = await startPost(t)
  const wrong: Partial<MailMessage>[] = [
    { subject: 'x\r\nBcc: eve@example.com' },
    { subject: 'x\nBcc: eve@example.com' },
    { subject: 'x\u2028y' },
    { subject: '' },
    { subject: 'x'.repeat(251) },
    { to: [] },
    { to: ['ada@example.com\r\nBcc: eve@example.com'] },
    { to: ['ada@example.com, eve@example.com'] },
    { to: ['Ada <ada@example.com>'] },
    { to: ['"ada@evil.test"@example.com'] },
    { to: ['ada'] },
    { to: Array(101).fill('ada@example.com') },
    { cc: ['x\n@example.com'] },
    { replyTo: 'a@example.com\r\nX-A: b' },
    { text: 'x'.repeat(600_000) },
    { files: Array(11).fill('01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f') },
  ]
  for (const part of wrong) {
    await t.rejects(send({ ...MESSAGE, ...part }), { code: 'host.mail_invalid' }, Object.keys(part).join())
  }
  const unknown = { ...MESSAGE, files: ['01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f'] }
  await t.rejects(send(unknown), { code: 'http.row_not_found' })
  t.same((await platform.administrator.send({ url: URL })).body.data, [])
})

t.test('a failed try is tried again later, and what is refused for good waits for a person', async (t) => {
  const { platform, relay, send } = await startPost(t)
  const { administrator, query } = platform
  let answer: { code: number } | undefined = { code: 451 }
  const { port, received } = await serveMail(t, {
    onRcptTo(_address, _session, done) {
      if (answer === undefined) return done()
      done(Object.assign(new Error('Not now,\u0007 please'), { responseCode: answer.code }))
    },
  })
  await useServer(platform, port)
  const id = await send()
  const told = async () => (await administrator.send({ url: `${URL}?id=${id}` })).body.data[0]
  t.equal(await relay.sendDue(), 0)
  t.match(await told(), { state: 'queued', attempts: 1, lastError: /Not now, {2}please|Not now/ })
  t.equal(await relay.sendDue(), 0, 'not before its time')
  t.equal((await told()).attempts, 1)
  for (let attempt = 2; attempt <= 7; attempt++) {
    await query('update host.mail set due_at = now()')
    await relay.sendDue()
  }
  t.match(await told(), { state: 'failed', attempts: 7 })
  t.equal((await administrator.send({ method: 'POST', url: `${URL}/${id}/retry` })).status, 204)
  answer = { code: 550 }
  await relay.sendDue()
  t.match(await told(), { state: 'failed', attempts: 1 }, 'refused for good')
  answer = undefined
  await administrator.send({ method: 'POST', url: `${URL}/${id}/retry` })
  t.equal(await relay.sendDue(), 1)
  t.equal(received.length, 1)
  const audit = await administrator.send({ url: '/api/v1/access/audit?entity=host.mail' })
  t.match(audit.body.data, [{ action: 'retry', entityId: id }, { action: 'retry' }])
})

t.test('two nodes send each mail once, and one that was killed gives way', async (t) => {
  const { platform, relay, send } = await startPost(t)
  const { database, filesFolder, query } = platform
  const { port, received } = await serveMail(t)
  await useServer(platform, port)
  const second = createNodeRelay({ database, log: createLog({ level: 'silent' }), secretKey, filesFolder })
  for (let number = 0; number < 25; number++) await send()
  const counts = await Promise.all([relay.sendDue(), second.sendDue()])
  t.equal(counts[0] + counts[1], 25)
  t.equal(received.length, 25)
  await send()
  await query("update host.mail set leased_until = now() + interval '1 minute' where state = 'queued'")
  t.equal(await second.sendDue(), 0, 'somebody is at it')
  await query("update host.mail set leased_until = now() - interval '1 second' where state = 'queued'")
  t.equal(await second.sendDue(), 1)
})

t.test('a test mail leaves by the server that is said, and none without one', async (t) => {
  const { platform, relay } = await startPost(t)
  const { administrator, stranger } = platform
  const test = (to: string, as: Pick<typeof administrator, 'send'> = administrator) =>
    as.send({ method: 'POST', url: `${URL}/test`, payload: { to } })
  t.match(await test('ada@example.com'), { status: 409, body: { code: 'host.mail_not_set_up' } })
  const { port, received } = await serveMail(t)
  await useServer(platform, port)
  t.match(await test('nobody'), { status: 400 })
  t.equal((await test('ada@example.com', stranger)).status, 401)
  const { status, body } = await test('ada@example.com')
  t.equal(status, 202)
  t.equal(await relay.sendDue(), 1)
  t.match(received[0]?.raw, /Subject: Stowage sends mail/)
  t.match((await administrator.send({ url: `${URL}?state=sent` })).body.data, [
    { id: body.id, plugin: 'host' },
  ])
})

t.test('the address of a mail server says where mail goes, and sets up nothing else', async (t) => {
  const { platform, relay, send } = await startPost(t)
  const { administrator, query } = platform
  const say = (smtpUrl: string, version: number) =>
    administrator.send({
      method: 'PUT',
      url: '/api/v1/host/settings/host/values',
      headers: { 'if-match': `"${version}"` },
      payload: { scope: 'organisation', values: { smtpUrl, mailFrom: 'stock@example.com' } },
    })
  const programs = [
    'sendmail=true&path=/bin/sh',
    'jsonTransport=true',
    'logger=true&debug=true',
    'proxy=http://x',
  ]
  for (const query of programs) {
    for (const address of [
      `smtp://127.0.0.1?${query}`,
      `smtp://127.0.0.1/?${query}`,
      `smtp://127.0.0.1#${query}`,
    ]) {
      const answer = await say(address, 0)
      t.equal(answer.status, 422, address)
      t.notMatch(answer.text, /127\.0\.0\.1/, 'a secret is not sent back')
    }
  }
  const { port, received } = await serveMail(t)
  t.equal((await say(`smtp://127.0.0.1:${port}/`, 0)).status, 200)
  const id = await send()
  t.equal(await relay.sendDue(), 1)
  t.equal(received.length, 1)
  t.match(await query('select state from host.mail where id = $1', [id]), [{ state: 'sent' }])
  t.strictSame(mailServerOf('smtps://a%40b:c%25%@[::1]?sendmail=true'), {
    host: '::1',
    port: 465,
    secure: true,
    auth: { user: 'a@b', pass: 'c%25%' },
  })
})
