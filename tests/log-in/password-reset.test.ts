import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildAdminEntry } from '@stowage/sdk/admin-build'
import { SMTPServer } from 'smtp-server'
import t, { type Test } from 'tap'
import { createLog } from '../../core/src/http/request-log.ts'
import { createNodeRelay } from '../../core/src/mail/node-relay.ts'
import { settle } from '../../core/src/testing/settle.ts'
import { startPlatform } from '../../core/src/testing/start-platform.ts'
import sso from '../../plugins/sso/index.ts'
import { makeSomebody, PASSWORD, withApp } from '../../plugins/sso/test/people.ts'
import { Visitor } from '../../plugins/sso/test/visitor.ts'
import { ownFolder } from '../browser/own-folder.ts'

const ADDRESS = 'https://stock.example.com'
const NEW_PASSWORD = 'two horses, each with a cart'
const secretKey = Buffer.alloc(32, 7)

/** A platform with a real mail server beside it. */
async function startWithMail(t: Test) {
  const received: { to: string[]; text: string; raw: string }[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      text(stream).then((raw) => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        received.push({ to, raw, text: decoded(raw) })
        done()
      }, done)
    },
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  t.teardown(() => server.close())
  const { port } = server.server.address() as AddressInfo
  const out = ownFolder()
  const entry = fileURLToPath(new URL('../../plugins/sso/admin/index.tsx', import.meta.url))
  await buildAdminEntry({ entry, out })
  const plugin = { ...sso, admin: { ...sso.admin, entry: pathToFileURL(`${out}/`) } }
  const platform = await startPlatform(t, { plugins: [plugin], secretKey })
  const { administrator, database, filesFolder } = platform
  const relay = createNodeRelay({ database, log: createLog({ level: 'silent' }), secretKey, filesFolder })
  const say = async (values: object, version: number) => {
    const { status, text } = await administrator.send({
      method: 'PUT',
      url: '/api/v1/host/settings/host/values',
      payload: { scope: 'organisation', values },
      headers: { 'if-match': `"${version}"` },
    })
    if (status >= 300) throw new Error(text)
  }
  const mail = { smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'stock@example.com' }
  return {
    ...platform,
    received,
    say: (more: object, version: number) => say({ ...mail, ...more }, version),
    /** Does what waits, and sends what is to be sent. */
    async post() {
      await settle(platform)
      await relay.sendDue()
    },
  }
}

/** The text of a mail as a reader shows it. */
function decoded(raw: string): string {
  const body = raw.slice(raw.indexOf('\r\n\r\n') + 4)
  if (!/^content-transfer-encoding: quoted-printable/im.test(raw)) return body
  const bytes = body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => `%${hex}`)
  return decodeURIComponent(bytes.replace(/%(?![0-9A-F]{2})/g, '%25'))
}

const tokenIn = (mail: { text: string }) =>
  /\/outside\/sso\/new-password#([\w-]{43})\s/.exec(mail.text)?.[1] ?? ''

const house = await startWithMail(t)
const { administrator, stranger, received, post } = house

t.test('without an address of the desk no link is made, and the log-in offers none', async (t) => {
  const visitor = new Visitor(stranger)
  t.match(await visitor.send('GET', '/sso/ways'), { body: { resetsPasswords: false } })
  t.match(await visitor.send('POST', '/sso/password-resets', { email: 'ada@example.com' }), {
    status: 409,
    body: { code: 'sso.address_missing' },
  })
  await house.say({ address: ADDRESS }, 0)
  t.match(await visitor.send('GET', '/sso/ways'), { body: { resetsPasswords: true } })
})

t.test('whoever forgot his password chooses another by a link, once, and all his sessions end', async (t) => {
  const ada = await makeSomebody(administrator)
  const standing = new Visitor(stranger)
  await standing.logIn(ada.email, PASSWORD)
  const visitor = new Visitor(stranger, 'fr')
  const asked = await visitor.send('POST', '/sso/password-resets', { email: ` ${ada.email.toUpperCase()}` })
  t.match(asked, { status: 202, body: {} })
  await post()
  t.equal(received.length, 1)
  const [mail] = received.splice(0)
  t.same(mail!.to, [ada.email])
  t.match(mail!.text, new RegExp(`${ADDRESS}/outside/sso/new-password#`))
  t.match(mail!.text, /nouveau mot de passe/, 'in the language of who asked')
  const token = tokenIn(mail!)
  const kept = JSON.stringify(await house.query('select * from sso.password_reset, host.mail'))
  t.notMatch(kept, token, 'nobody who reads the tables can use it')

  const use = (password: string) =>
    new Visitor(stranger).send('POST', '/sso/password-resets/use', { token, password })
  t.match(await use('short'), { status: 422, body: { code: 'access.password_too_short' } })
  t.equal((await use(NEW_PASSWORD)).status, 204, 'a refused password has not used the link up')
  t.notOk(await standing.isIn())
  t.match(await use(NEW_PASSWORD), { status: 422, body: { code: 'sso.reset_over' } }, 'used up')
  t.match(await new Visitor(stranger).logIn(ada.email, PASSWORD), { status: 401 })
  t.match(await new Visitor(stranger).logIn(ada.email, NEW_PASSWORD), { status: 200 })
  await post()
  t.match(received.splice(0), [{ to: [ada.email], text: /password of your Stowage account was changed/ }])
  const { body } = await administrator.send({ url: `/api/v1/access/audit?entityId=${ada.id}` })
  t.match(
    body.data.find(({ action }: { action: string }) => action === 'change_password'),
    { actor: ada.id, entity: 'access.account' },
  )
})

t.test('who asks is told the same for whomever, and only who has a password gets a link', async (t) => {
  const without = await makeSomebody(administrator, { password: undefined })
  const gone = await makeSomebody(administrator)
  await house.query(`update access.account set is_active = false where id = '${gone.id}'`)
  const known = await makeSomebody(administrator)
  const answers = []
  for (const email of ['nobody@example.com', without.email, gone.email, known.email]) {
    const { status, text, headers } = await new Visitor(stranger).send('POST', '/sso/password-resets', {
      email,
    })
    answers.push({ status, text, type: headers['content-type'] })
  }
  t.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1, 'the same to the letter')
  await post()
  t.same(
    received.splice(0).flatMap(({ to }) => to),
    [known.email],
  )
})

t.test('a link goes round no second factor, and is over after half an hour', async (t) => {
  const ada = await makeSomebody(administrator)
  const { app } = await withApp(stranger, ada)
  const ask = () => new Visitor(stranger).send('POST', '/sso/password-resets', { email: ada.email })
  await ask()
  await post()
  await house.query(`update sso.password_reset set expires_at = now() where account = '${ada.id}'`)
  const use = (token: string) =>
    new Visitor(stranger).send('POST', '/sso/password-resets/use', { token, password: NEW_PASSWORD })
  t.match(await use(tokenIn(received.splice(0)[0]!)), { status: 422, body: { code: 'sso.reset_over' } })
  await ask()
  await post()
  t.equal((await use(tokenIn(received.splice(0)[0]!))).status, 204)
  const browser = new Visitor(stranger)
  t.match(await browser.logIn(ada.email, NEW_PASSWORD), { status: 202 })
  t.match(await browser.send('POST', '/sso/log-in/answer', { answer: app.next() }), { status: 200 })
})

t.test('nobody is flooded with links, and nobody asks for ever', async (t) => {
  const ada = await makeSomebody(administrator)
  await post()
  received.splice(0)
  const statuses = []
  for (let time = 0; time < 6; time += 1) {
    statuses.push(
      (await new Visitor(stranger).send('POST', '/sso/password-resets', { email: ada.email })).status,
    )
    await post()
  }
  t.same(statuses, [202, 202, 202, 202, 202, 429])
  t.equal(received.splice(0).length, 3)
})

t.test('whoever has the machine lets somebody in once, whatever his log-ins take', async (t) => {
  const ada = await makeSomebody(administrator)
  await withApp(stranger, ada)
  await house.query(
    `update access.account set let_in_until = now() + interval '1 hour' where id = '${ada.id}'`,
  )
  t.match(await new Visitor(stranger).logIn(ada.email, 'not this one, surely'), { status: 401 })
  t.match(await new Visitor(stranger).logIn(ada.email, PASSWORD), { status: 200 })
  t.match(await new Visitor(stranger).logIn(ada.email, PASSWORD), { status: 202 }, 'once')
})
