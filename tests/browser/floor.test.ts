import t from 'tap'
import { until } from './desk.ts'
import { type Handheld, openFloor, ROSA } from './floor-device.ts'

/** The floor on a phone with a wedge: which device, who, what is here, and a move by two scans. */
const world = await openFloor(t)
const { api, url } = world
const hand = await world.open()
const { page, scan, screen, notice, press, key } = hand
const clean = async (test: Pick<typeof t, 'same'>, what: string, on: Handheld = hand) => {
  for (const theme of ['dark', 'light']) {
    await on.page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
    test.same(await on.violations(), [], `axe finds nothing on ${what}, ${theme}`)
  }
  await on.page.evaluate("document.documentElement.dataset.theme = 'dark'")
}
const says = (text: string | RegExp) => page.getByText(text).first().waitFor()

await t.test('a browser becomes a device by the code that the desk shows, and by no other', async (test) => {
  await screen('register')
  await clean(test, 'the registration')
  await scan('ABCD-ABCD-ABCD-ABCD-ABCD')
  await says('Nobody made this code')
  await press('Type')
  await page.getByLabel('Code of the device').fill(world.code.toLowerCase().replaceAll('-', ' '))
  await clean(test, 'typing')
  await press('Register this device')
  await screen('badge')
  await says('Leeds, Scanner 14')
  await clean(test, 'the badge')
})

await t.test('who has a badge logs in by it, and whoever types a wrong PIN is told', async (test) => {
  await scan('BADGE-NOBODY')
  await says('Badge or PIN are not known here')
  await press('Type PIN')
  await press('Rosa Diaz')
  await key('0000')
  await clean(test, 'the PIN')
  await press('Log in')
  await says('Badge or PIN are not known here')
  await key(ROSA.pin)
  await press('Log in')
  await screen('work-start')
  await press(/Rosa Diaz/)
  await clean(test, 'the menu')
  await press('Log out')
  await says('You are logged out.')
  await scan(ROSA.badge)
  await screen('work-start')
  await clean(test, 'the start of work')
})

await t.test('anything that is scanned tells what it is, where, and how much', async (test) => {
  let asked = 0
  page.on('request', (request) => {
    if (request.url().includes('/ledger/')) asked += 1
  })
  await hand.signals()
  await scan('LAMP-7')
  await screen('work-answer')
  test.equal(asked, 1, 'one question to the server')
  test.same(await hand.signals(), ['right'])
  await says('Desk lamp, brushed steel')
  await says('46')
  const where = page.getByRole('list', { name: 'Where it is' })
  test.equal(await where.getByRole('button').count(), 2)
  await clean(test, 'an item')
  await scan('A-01-02')
  const contents = page.getByRole('list', { name: 'What is here' })
  await contents.getByText('Lot B77').waitFor()
  await contents.getByText('Expires 28 Feb 2031').waitFor()
  await clean(test, 'a place')
  await scan('LPN-0093')
  await page.getByRole('button', { name: 'Move the whole unit' }).waitFor()
  await scan('SN-2')
  await says('Cordless drill')
  await scan('B77')
  await says('Oat drink')
  await scan('NOTHING-LIKE-IT')
  await notice('wrong')
  await says('Nothing is called NOTHING-LIKE-IT here.')
  await clean(test, 'a refusal')
  await scan('LAMP-7')
  await notice('wrong')
  test.same((await hand.signals()).slice(-2), ['wrong', 'wrong'], 'no scan goes past a refusal')
  await press('Understood')
  await screen('work-answer')
})

await t.test('what is on hold says so, and figures that grow old say that', async (test) => {
  const items = await api<{ data: { id: string }[] }>('/items?sku=LAMP-7')
  const subject = items.data[0]!.id
  await scan('LAMP-7')
  await screen('work-answer')
  const hold = { scope: 'item', subject, reason: 'Loose cable', blocks: ['allocate', 'ship'] }
  const { id } = await api<{ id: string }>('/ledger/holds', hold)
  await scan('LAMP-7')
  await says('Loose cable. Stopped: allocating, shipping.')
  await clean(test, 'a hold')
  await api(`/ledger/holds/${id}/lift`, {})
})

await t.test('two scans move what is in a place, and the ledger has it at that moment', async (test) => {
  await hand.signals()
  await scan('C-99')
  await page.goto(`${url}/floor`)
  await screen('work-start')
  await press('Move')
  await says('What goes elsewhere?')
  await scan('A-01-01')
  await screen('work-target')
  await clean(test, 'the question where to')
  await scan('B-07-02-1')
  await notice('done')
  test.equal(await world.onHand('LAMP-7', 'A-01-01'), 0)
  test.equal(await world.onHand('LAMP-7', 'B-07-02-1'), 40)
  test.same((await hand.signals()).at(-1), 'done')
  await says('can be undone for')
  await page.locator('[data-notice="done"]').waitFor({ state: 'detached' })
  await press('Undo')
  await notice('done')
  test.equal(await world.onHand('LAMP-7', 'A-01-01'), 40, 'a reversal')
})

await t.test('a part goes by the keypad, in whatever package it is counted', async (test) => {
  await screen('work-start')
  await scan('LAMP-7')
  await screen('work-answer')
  await scan('A-01-01')
  await screen('work-target')
  await press('Other quantity')
  await press('case')
  await key('2')
  await says('= 24 each')
  await clean(test, 'the keypad')
  await scan('A-01-02')
  await notice('wrong')
  await says('First say how many')
  await press('Understood')
  await key('2')
  await press('Take 22 case')
  await notice('wrong')
  await says('264 are too many: 40 are free.')
  await press('Understood')
  await press('Delete the last character')
  await press('Take 2 case')
  await scan('A-01-02')
  await notice('done')
  test.equal(await world.onHand('LAMP-7', 'A-01-02'), 30)
})

await t.test('a place that is typed is confirmed by its check digits', async (test) => {
  await screen('work-start')
  await scan('4006381333931')
  await scan('A-01-02')
  await screen('work-target')
  await press('Type')
  await page.getByLabel('Code').fill('c-99')
  await press('Look up')
  await says('Take it to')
  await clean(test, 'a goal')
  await scan('46')
  await says('C-99 does not have the check digits 46.')
  await press('Understood')
  await scan('A-01-01')
  await says('Wrong place')
  await clean(test, 'a wrong place')
  await press('Understood')
  await key('47')
  await notice('done')
  test.equal(await world.onHand('LAMP-7', 'C-99'), 12, 'a scanned case is one case')
})

await t.test(
  'a unit goes with all that is in it, a piece by its number, and refusals are told',
  async (test) => {
    await screen('work-start')
    await scan('LPN-0093')
    await screen('work-target')
    await scan('B-07-02-1')
    await notice('done')
    test.equal(await world.onHand('MILK-1', 'B-07-02-1'), 96)
    await scan('SN-1')
    await screen('work-target')
    await scan('C-99')
    await notice('done')
    test.equal(await world.onHand('DRILL', 'C-99'), 1)
    await scan('DRILL')
    await screen('work-answer')
    await scan('B-07-02-1')
    await screen('work-target')
    await says('Scan a serial number')
    await scan('A-01-01')
    await says('Each piece of DRILL has a number of its own')
    await press('Understood')
    await scan('SN-2')
    await scan('B-07-02-1')
    await notice('wrong')
    await says('to the same place')
    await press('Understood')
    await screen('work-start')
  },
)

await t.test(
  'an answer that gets lost is asked for under the same key, and nothing happens twice',
  async (test) => {
    const keys: (string | undefined)[] = []
    const movements = async () => (await api<{ total: number }>('/ledger/movements?count=true&limit=1')).total
    const before = await movements()
    await page.route('**/ledger/movements', async (route) => {
      keys.push(route.request().headers()['idempotency-key'])
      // A page that is left takes its requests along.
      await route
        .fetch()
        .then(() => route.abort())
        .catch(() => {})
    })
    await scan('LAMP-7')
    await screen('work-answer')
    await scan('A-01-01')
    await screen('work-target')
    await scan('B-07-02-1')
    await notice('unknown')
    await clean(test, 'an unknown outcome')
    test.equal(await movements(), before + 1)
    await scan('LAMP-7')
    await notice('unknown')
    await page.reload()
    await notice('unknown')
    await until(async () => keys.length >= 2)
    await press('Ask now')
    await notice('unknown')
    await page.unroute('**/ledger/movements')
    await says('It was posted, once.')
    test.equal(await movements(), before + 1)
    test.equal(new Set(keys).size, 1)
    test.ok(keys[0])
  },
)

await t.test('without a line a scan is refused, loudly, and nothing is kept for later', async (test) => {
  await screen('work-start')
  await hand.signals()
  await page.context().setOffline(true)
  await says('Not connected since')
  await scan('LAMP-7')
  await notice('down')
  await clean(test, 'a lost line')
  test.same(await hand.signals(), ['wrong'])
  await press('Understood')
  await page.context().setOffline(false)
  await page.getByRole('img', { name: 'Connected', exact: true }).waitFor()
  await screen('work-start')
})

await t.test('it speaks French, in large type and in every theme', async (test) => {
  await press(/Rosa Diaz/)
  await press('Large')
  await press('Français')
  await says('Taille du texte')
  await clean(test, 'the menu in French')
  for (const theme of ['Soleil', 'Nuit']) {
    await press(theme)
    test.same(await hand.violations(), [], theme)
  }
  test.equal(
    await page.evaluate('document.documentElement.scrollWidth'),
    360,
    'nothing is wider than the screen',
  )
  await press('Retour')
  await scan('RIEN')
  await says('Rien ne s’appelle RIEN ici.')
  await press('Compris')
  await press(/Rosa Diaz/)
  await press('English')
  await press('Normal')
  await press('Dark')
  await press('Test the scanner')
  await screen('scanner')
  await page.evaluate(`for (const [key, ctrlKey] of [['1'], ['0'], ['X'], [']', true], ['2'], ['Enter']])
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: !!ctrlKey, bubbles: true }))`)
  await page.getByText('GS', { exact: true }).waitFor()
  await clean(test, 'the scanner’s page')
  await press('Back')
  await press('Back')
})

await t.test('on a wide screen it is as clean', async (test) => {
  await page.setViewportSize({ width: 768, height: 1024 })
  await clean(test, 'the start at 768 px')
  await scan('A-01-02')
  await screen('work-answer')
  await clean(test, 'a place at 768 px')
  await page.setViewportSize({ width: 360, height: 740 })
})

await t.test('a camera that may not be used, or is not there, says what to do', async (test) => {
  await screen('work-answer')
  await press('Camera')
  await page
    .getByRole('alert')
    .getByText(/camera/i)
    .first()
    .waitFor()
  await clean(test, 'no camera')
  await press('Back')
  await page.context().grantPermissions(['camera'])
  await press('Camera')
  await says('This device has no camera. Scan with its scanner, or type the code.')
  await press('Back')
  await page.context().clearPermissions()
})

await t.test('a device that is revoked in the middle of a shift says so, whatever it shows', async (test) => {
  await scan('A-01-02')
  await screen('work-answer')
  await hand.signals()
  await world.page.request.delete(`${url}/api/v1/access/devices/${world.device}`, {
    headers: { 'sec-fetch-site': 'same-origin' },
  })
  await screen('register')
  await says('This device was revoked.')
  test.ok((await hand.signals()).includes('lost'), 'it is heard, too')
  await clean(test, 'a revoked device')
  const site = (await api<{ data: { id: string }[] }>('/locations/sites')).data[0]!.id
  const { token } = await api<{ token: string }>('/access/devices', { name: 'Scanner 15', site })
  await scan(token)
  await screen('badge')
})

await t.test('whoever is put out of use is out at once', async (test) => {
  await scan(ROSA.badge)
  await screen('work-start')
  const answer = await world.page.request.patch(`${url}/api/v1/access/users/${world.rosa}`, {
    headers: { 'sec-fetch-site': 'same-origin', 'if-match': '"1"' },
    data: { isActive: false },
  })
  test.ok(answer.ok(), await answer.text())
  await screen('badge')
  await says('Your log-in was ended at the desk.')
  await scan(ROSA.badge)
  await says('Badge or PIN are not known here, or the account is out of use.')
  test.same(hand.complaints, [])
})

await t.test('who guesses is locked out, and told for how long', async (test) => {
  for (let guess = 0; guess < 31; guess += 1) {
    const heard = page.waitForResponse((answer) => answer.url().endsWith('/session/badge'))
    await scan(`BADGE-GUESS-${guess}`)
    await heard
  }
  await screen('locked')
  await says(/Try again in 1[45]:\d\d/)
  await clean(test, 'the lock')
})

await t.test('the shell is kept on the device, opens without a line and says so', async (test) => {
  const kept = await world.open({ serviceWorkers: 'allow', viewport: { width: 768, height: 1024 } })
  await kept.screen('register')
  await kept.page.evaluate('navigator.serviceWorker.ready.then(() => 0)')
  const manifest = await (await kept.page.request.get(`${url}/floor/manifest.webmanifest`)).json()
  test.match(manifest, { display: 'standalone', start_url: '/floor', scope: '/floor' })
  for (const { src, sizes } of manifest.icons) {
    const icon = await kept.page.request.get(`${url}${src}`)
    test.equal(icon.status(), 200, `${src} ${sizes}`)
  }
  await kept.page.context().setOffline(true)
  await kept.page.reload()
  await kept.screen('offline')
  await clean(test, 'the offline page', kept)
  await kept.page.context().setOffline(false)
  await kept.screen('register')
})
