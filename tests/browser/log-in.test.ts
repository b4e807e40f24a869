import { createHash } from 'node:crypto'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildAdminEntry } from '@stowage/sdk/admin-build'
import t from 'tap'
import { systemActor } from '../../core/src/access/system-actor.ts'
import sso from '../../plugins/sso/index.ts'
import { App } from '../../plugins/sso/test/people.ts'
import { CLIENT, startProvider } from '../../plugins/sso/test/real-provider.ts'
import { openDesk } from './desk.ts'
import { ownFolder } from './own-folder.ts'

const out = ownFolder()
const entry = fileURLToPath(new URL('../../plugins/sso/admin/index.tsx', import.meta.url))
await buildAdminEntry({ entry, out })
const plugin = { ...sso, admin: { ...sso.admin, entry: pathToFileURL(`${out}/`) } }
const desk = await openDesk(t, { plugins: [plugin], doesJobs: true })
const { page, url, api } = desk
const PASSWORD = 'a horse that counts bolts'
const NEW_PASSWORD = 'two horses, each with a cart'
const heading = (name: string | RegExp) => page.getByRole('heading', { name })
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const clean = async (test: Pick<typeof t, 'same'>, screen: string) =>
  test.same(await desk.violations(), [], `axe finds nothing on ${screen}`)
const logOut = async () => {
  await page.getByRole('button', { name: /your menu/ }).click()
  await page.getByRole('menuitem', { name: 'Log out' }).click()
  await heading('Log in').waitFor()
}
const knock = async (email: string, password = PASSWORD) => {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await press('Log in')
}
/** The secret that the screen shows, to be typed where no camera is. */
const shownSecret = async () => {
  const text = await page.getByText(/Or type this secret into it/).textContent()
  return /[A-Z2-7]{32}/.exec(text ?? '')![0]
}
let app: App
let recoveryCode = ''

await t.test('somebody sets up a second factor among his account', async (test) => {
  await desk.logIn()
  await api('/access/users', {
    name: 'Ada',
    email: 'ada@example.com',
    password: PASSWORD,
    permissions: ['items.item.read'],
  })
  await logOut()
  await knock('ada@example.com')
  await page.getByRole('button', { name: /your menu/ }).click()
  await page.getByRole('menuitem', { name: 'My account' }).click()
  await heading('My account').waitFor()
  const card = page.getByRole('region', { name: 'Second factor' })
  await card.getByText('Nothing is asked for beside your password.').waitFor()
  await clean(test, 'one’s account')
  await press('Set it up …')
  await card.getByLabel('Password').fill('not this one, surely')
  await press('Go on')
  await card.getByRole('alert').getByText('This is not the password').waitFor()
  await card.getByLabel('Password').fill(PASSWORD)
  await press('Go on')
  app = new App(await shownSecret())
  await clean(test, 'the secret')
  await page.getByLabel('The code that it shows now').fill(app.next())
  await press('Go on')
  await heading('Your recovery codes').waitFor()
  recoveryCode = (await card.getByRole('listitem').first().textContent())!
  await press('I have kept them')
  await card.getByText('10 recovery codes are left').waitFor()
  test.same(desk.complaints, [])
})

await t.test('his next log-in asks for a code, and says what is wrong with a wrong one', async (test) => {
  await logOut()
  await knock('ada@example.com')
  await heading('Second factor').waitFor()
  await page.getByLabel('Code').waitFor()
  await clean(test, 'the step')
  await page.getByLabel('Code').fill('000000')
  await press('Go on')
  await page.getByRole('alert').getByText('This code is not right.').waitFor()
  await page.getByLabel('Code').fill(app.next())
  await press('Go on')
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  await logOut()
  await knock('ada@example.com')
  await page.getByLabel('Code').fill(recoveryCode)
  await press('Go on')
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  await logOut()
  test.same(desk.complaints, [])
})

await t.test('an administrator takes away what was lost', async (test) => {
  await desk.logIn()
  const { data } = await api<{ data: { id: string }[] }>('/access/users?q=ada@example.com&limit=1')
  await page.goto(`${url}/users/${data[0]!.id}`)
  const card = page.getByRole('region', { name: 'How this person logs in' })
  await card.getByText('Shows a second factor beside the password.').waitFor()
  await clean(test, 'a person')
  await press('Take the second factor away …')
  await press('Take it away')
  await card.getByText('Has no second factor.').waitFor()
})

await t.test('a role that asks for a second factor has it set up on the way in', async (test) => {
  const { id } = await api<{ id: string }>('/access/roles', {
    name: 'Guarded',
    description: 'Sees items',
    permissions: ['items.item.read'],
  })
  await page.goto(`${url}/roles/${id}`)
  await page.getByRole('combobox', { name: 'Second factor' }).click()
  await page.getByRole('option', { name: 'Yes' }).click()
  await press('Save role')
  await heading('Roles').waitFor()
  await api('/access/users', {
    name: 'Bob',
    email: 'bob@example.com',
    password: PASSWORD,
    roles: [{ role: id }],
  })
  await logOut()
  await knock('bob@example.com')
  await page.getByText('Your role asks for a second factor').waitFor()
  await press('Set up an app')
  const bobs = new App(await shownSecret())
  await page.getByLabel('The code that it shows now').fill(bobs.next())
  await press('Go on')
  await heading('Your recovery codes').waitFor()
  await clean(test, 'the recovery codes')
  await press('I have kept them')
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  await logOut()
  test.same(desk.complaints, [])
})

await t.test('whoever forgot his password asks for a link, and chooses another one by it', async (test) => {
  await desk.logIn()
  await page.goto(`${url}/host/plugins/host`)
  await page.getByLabel('Address of the desk').fill(url)
  await press('Save settings')
  await page.getByText('Saved; it counts from now on.').waitFor()
  await logOut()
  await page.reload()
  await press('Forgot your password?')
  await page.getByLabel('Your e-mail').fill('ada@example.com')
  await clean(test, 'the question for an e-mail')
  await press('Mail me a link')
  await page.getByRole('status').getByText('If ada@example.com logs in here').waitFor()
  // The mail itself is read elsewhere: here its link is made by hand.
  const token = 'x'.repeat(43)
  const hash = createHash('sha256').update(token).digest('hex')
  await desk.database.transaction(systemActor, (trx) =>
    trx.raw(
      `insert into sso.password_reset (token_hash, account, expires_at)
       select decode(?, 'hex'), id, now() + interval '20 minutes' from access.account where email = ?`,
      [hash, 'ada@example.com'],
    ),
  )
  await page.goto(`${url}/outside/sso/new-password#${token}`)
  await page.getByLabel('New password').fill('short')
  await press('Keep this password')
  await page.getByRole('alert').getByText('it needs 12').waitFor()
  await clean(test, 'a new password')
  await page.getByLabel('New password').fill(NEW_PASSWORD)
  await press('Keep this password')
  await page.getByText('Your password is changed. Log in with it now.').waitFor()
  test.notMatch(page.url(), token, 'the link stands in no history')
  await press('Back to the log-in')
  await knock('ada@example.com', NEW_PASSWORD)
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  test.same(desk.complaints, [])
})

await t.test(
  'somebody logs in by a provider, adds it to his account, and hears when it is down',
  async (test) => {
    const provider = await startProvider(t, url)
    await logOut()
    await desk.logIn()
    await api('/host/allowed-targets', { host: '127.0.0.1', plainHttp: true })
    const setUp = (name: string, issuer: string) =>
      api('/host/settings/sso/instances', { name, values: { ...CLIENT, issuer } })
    await setUp('Example', provider.issuer)
    await setUp('Down', 'http://127.0.0.1:9')
    await logOut()
    await page.reload()
    await page.getByRole('button', { name: 'Log in with Example' }).waitFor()
    await clean(test, 'the log-in with providers')
    await press('Log in with Down')
    await page.getByRole('alert').getByText('Down cannot be asked now').waitFor()
    provider.who = { sub: 'bob', email: 'stranger@example.com', email_verified: true }
    await press('Log in with Example')
    await page.getByRole('alert').getByText('Nobody here has the e-mail stranger@example.com').waitFor()
    await clean(test, 'a refused arrival')
    await press('Back to the log-in')
    provider.who = { sub: 'ada', email: 'ada@example.com', email_verified: true }
    await press('Log in with Example')
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    test.notMatch(page.url(), /code=|state=/, 'the answer stands in no address')
    await page.goto(`${url}/account`)
    const card = page.getByRole('region', { name: 'Providers' })
    await card.getByText('ada@example.com').waitFor()
    await page.context().clearCookies({ name: /^_session/ })
    provider.who = { sub: 'ada-at-home', email: 'ada@home.example', email_verified: false }
    await press('Add Example …')
    await page.getByText('From now on you log in this way as well.').waitFor()
    await page.getByRole('link', { name: 'Back to your account' }).click()
    await card.getByText('ada@home.example').waitFor()
    await card.getByRole('button', { name: 'Remove' }).first().click()
    await logOut()
    const expected = /status of 503/
    test.same(
      desk.complaints.filter((line) => !expected.test(line)),
      [],
      'but for the provider that is down',
    )
  },
)

await t.test('a passkey is added, named, and logs in without a name or a password', async (test) => {
  // Browsers have passkeys for names, not for numbers.
  const here = url.replace('127.0.0.1', 'localhost')
  const complaintsBefore = desk.complaints.length
  await desk.logIn()
  await page.goto(`${url}/host/plugins/host`)
  await page.getByLabel('Address of the desk').fill(here)
  await press('Save settings')
  await page.getByText('Saved; it counts from now on.').waitFor()
  await logOut()
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto(here)
  await knock('ada@example.com', NEW_PASSWORD)
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  await page.goto(`${here}/account`)
  const card = page.getByRole('region', { name: 'Passkeys' })
  await press('Add a passkey …')
  await card.getByLabel('Password').fill(NEW_PASSWORD)
  await press('Go on')
  await card.getByLabel('What do you call this key?').fill('Laptop')
  await press('Keep the passkey')
  await card.getByText('Laptop').waitFor()
  await clean(test, 'the passkeys')
  await card.getByRole('button', { name: 'Rename' }).click()
  await card.getByLabel('Name', { exact: true }).fill('Old laptop')
  await press('Keep the name')
  await card.getByText('Old laptop').waitFor()
  await logOut()
  await page.getByRole('button', { name: 'Log in with a passkey' }).waitFor()
  await clean(test, 'the log-in with a passkey')
  await press('Log in with a passkey')
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  const own = async (path: string, data: object) => {
    const headers = { 'sec-fetch-site': 'same-origin' }
    return (await page.request.post(`${here}/api/v1/sso${path}`, { headers, data })).json()
  }
  const { secret } = await own('/second-factor', { password: NEW_PASSWORD })
  await own('/second-factor/confirm', { code: new App(secret).next() })
  await logOut()
  await knock('ada@example.com', NEW_PASSWORD)
  await page.getByLabel('Code').waitFor()
  await clean(test, 'the step with a code or a passkey')
  await press('Log in with a passkey')
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  await page.goto(`${here}/account`)
  await card.getByRole('button', { name: 'Remove' }).click()
  await card.getByText('Old laptop').waitFor({ state: 'detached' })
  await logOut()
  await press('Log in with a passkey')
  await page.getByRole('alert').getByText('This passkey is not known here').waitFor()
  test.same(desk.complaints.slice(complaintsBefore), [])
})
