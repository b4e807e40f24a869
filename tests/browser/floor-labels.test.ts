import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import scan from '../../plugins/scan/index.ts'
import { drawGs1128 } from '../../plugins/scan/src/scanner-test/code-128.ts'
import { filmBarcode } from './fake-camera.ts'
import { type Handheld, openFloor, ROSA } from './floor-device.ts'

/** What labels say, read by a wedge or by the camera, where the plugin is on that reads them. */
const GS = '\x1d'
const GTIN = '09501101530003'
const CASE = '19501101530000'
const SSCC = '106141412345678908'
const folder = await mkdtemp(join(tmpdir(), 'stowage-film-'))
t.teardown(() => rm(folder, { recursive: true, force: true }))
const browserArgs = await filmBarcode(
  join(folder, 'label.y4m'),
  drawGs1128({ digits: `01${GTIN}1731053110`, elements: ['L-7', '3012'] }),
)
const world = await openFloor(t, { plugins: [scan], permissions: ['scan.code.read'], browserArgs })
const { api } = world
const hand = await world.open()
const { page, scan: read, screen, notice, press } = hand
const says = (text: string | RegExp) => page.getByText(text).first().waitFor()
const label = page.getByRole('list', { name: 'What the label says' })
const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
const readsOnLabel = (text: string) => label.getByText(text).waitFor()

await furnish()
await begin(hand)

await t.test('a label opens its lot, with the day of expiry, however the scanner sends it', async (test) => {
  const ways = [
    `]C101${GTIN}10L-7${GS}17310531`,
    `]d201${GTIN}10L-7${GS}17310531`,
    `]Q301${GTIN}1731053110L-7`,
    `01${GTIN}10L-7${GS}17310531`,
    `]d201${GTIN}10L-7{GS}17310531`,
    `(01)${GTIN}(17)310531(10)L-7`,
    `https://id.gs1.org/01/${GTIN}/10/L-7?17=310531`,
  ]
  for (const way of ways) {
    await read('C-99')
    await heading('Place C-99')
    await read(way)
    await heading('Oat drink, barista')
    await readsOnLabel('Lot L-7')
    await readsOnLabel('Expires 31 May 2031')
    await page.getByRole('list', { name: 'Where it is' }).getByText('A-01-01').waitFor()
    test.equal(await label.getByText('never received').count(), 0, way)
  }
  test.same(await hand.violations(), [], 'axe finds nothing')
})

await t.test('what the label says otherwise than the record, and what is new, is told', async (test) => {
  await read(`]C101${GTIN}1731060110L-7`)
  await says('Lot L-7 is kept as expiring 31 May 2031.')
  test.same(await hand.violations(), [], 'axe finds nothing')
  await read(`]C101${GTIN}10L-8`)
  await readsOnLabel('Lot L-8')
  await readsOnLabel('never received')
})

await t.test('a case, a piece, a unit, a place and a badge are each what they are', async () => {
  await read(`]C101${CASE}10L-7`)
  await readsOnLabel('1 case = 12 each')
  await read(`]d2010000009638507421S-9${GS}11250101`)
  await heading('Band saw')
  await readsOnLabel('S-9')
  await read(`]C100${SSCC}`)
  await heading(`Handling unit ${SSCC}`)
  await page.getByRole('button', { name: 'Move the whole unit' }).waitFor()
  await read(`]C100${SSCC}02${CASE}374${GS}10L-7`)
  await readsOnLabel('4 case = 48 each')
  await read(']C0A-01-02')
  await heading('Place A-01-02')
  await read(']C1LPN-0093')
  await heading('Handling unit LPN-0093')
  await read(']E09501101530003')
  await heading('Oat drink, barista')
  await read(ROSA.badge)
  await notice('wrong')
  await says('This is the badge of Rosa Diaz.')
  await press('Understood')
})

await t.test('a label that names nothing says what was looked for', async () => {
  await read(']C10104012345678901')
  await notice('wrong')
  await says('04012345678901')
  await press('Understood')
  await read(`]C101${GTIN.slice(0, -1)}910L-7`)
  await notice('wrong')
  await press('Understood')
})

await t.test('two labels move a case, and Rosa takes it back, who may reverse nothing else', async (test) => {
  await page.goto(`${world.url}/floor`)
  await screen('work-start')
  await press('Move')
  await read(`]C101${CASE}10L-7`)
  await says('Scan which of them')
  await read('A-01-01')
  await screen('work-target')
  await says('= 12 each')
  await read(']C0C-99')
  await notice('done')
  test.equal(await world.onHand('OAT-1', 'C-99'), 12)
  await page.locator('[data-notice="done"]').waitFor({ state: 'detached' })
  await press('Undo')
  await notice('done')
  test.equal(await world.onHand('OAT-1', 'C-99'), 0)
})

await t.test('the camera reads a label as a scanner does', async (test) => {
  await page.goto(`${world.url}/floor`)
  await screen('work-start')
  await press('Camera')
  await screen('work-answer')
  await heading('Oat drink, barista')
  await readsOnLabel('Lot L-7')
  await readsOnLabel('Expires 31 May 2031')
  await readsOnLabel('12 each')
  test.same(hand.complaints, [])
})

async function furnish(): Promise<void> {
  const create = async (path: string, body: object) => (await api<{ id: string }>(path, body)).id
  const place = async (code: string) =>
    (await api<{ data: { id: string }[] }>(`/locations?code=${code}`)).data[0]!.id
  const oat = await create('/items', {
    sku: 'OAT-1',
    name: 'Oat drink, barista',
    baseUnit: 'each',
    hasLots: true,
    gtin: GTIN.slice(1),
  })
  await create('/items/packaging-levels', { item: oat, name: 'case', numerator: 12, gtin: CASE })
  const lot = await create('/items/lots', { item: oat, name: 'L-7', expiresOn: '2031-05-31' })
  const saw = await create('/items', {
    sku: 'SAW',
    name: 'Band saw',
    baseUnit: 'each',
    serials: 'always',
    gtin: '96385074',
  })
  const pallet = await create('/locations/handling-units', {
    code: SSCC,
    isSscc: true,
    kind: 'pallet',
    location: await place('B-07-02-1'),
  })
  const from = { location: '00000000-0000-7000-8000-000000000011' }
  const lines = [
    { item: oat, lot, quantity: 24, from, to: { location: await place('A-01-01') } },
    {
      item: oat,
      lot,
      quantity: 48,
      from,
      to: { location: await place('B-07-02-1'), handlingUnit: pallet },
    },
    { item: saw, serials: ['S-9'], quantity: 1, from, to: { location: await place('A-01-02') } },
  ]
  await api('/ledger/movements', { mode: 'all', movements: [{ kind: 'receipt', lines }] })
}

async function begin({ scan, screen }: Handheld): Promise<void> {
  await screen('register')
  await scan(world.code)
  await screen('badge')
  await scan(`]C0${ROSA.badge}`)
  await screen('work-start')
}
