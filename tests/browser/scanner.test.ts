import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildAdminEntry } from '@stowage/sdk/admin-build'
import t from 'tap'
import scan from '../../plugins/scan/index.ts'
import { openDesk } from './desk.ts'
import { ownFolder } from './own-folder.ts'

const out = ownFolder()
const entry = fileURLToPath(new URL('../../plugins/scan/admin/index.tsx', import.meta.url))
await buildAdminEntry({ entry, out })
const plugin = { ...scan, admin: { ...scan.admin, entry: pathToFileURL(`${out}/`) } }
const desk = await openDesk(t, { plugins: [plugin] })
const { page, url } = desk
const field = page.getByLabel('Scan here')
const findings = page.getByRole('region', { name: 'How the scanner is set up' })

const GS = 'Control+BracketRight'
const KEYS = new Set([GS, 'NumpadEnter'])

/** Types as a scanner does: key after key, and control characters by the keys that stand for them. */
async function scanned(...keys: readonly string[]): Promise<void> {
  await field.focus()
  for (const key of keys) await (KEYS.has(key) ? page.keyboard.press(key) : page.keyboard.type(key))
}

const CODE = ['0109501101530003', '10Ab-123']

await t.test('a scanner that is set up well is told so, byte by byte', async (test) => {
  await page.goto(url)
  await desk.logIn()
  await page.getByRole('link', { name: 'Test a scanner' }).click()
  await page.getByRole('img', { name: /The test code/ }).waitFor()
  await scanned(']C1', ...CODE, GS, '21X7', 'NumpadEnter')
  await findings.getByText('GS arrives').waitFor()
  test.equal(await findings.getByText('To mend').count(), 0)
  const received = page.getByRole('region', { name: 'What was received' })
  await received.getByText('GS1-128 (]C1)').waitFor()
  await received.getByText('1D', { exact: true }).waitFor()
  await received.getByText('0D', { exact: true }).waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing')
})

await t.test('a scanner that swallows separators and ends with nothing is told how to mend it', async () => {
  await scanned(...CODE, '21X7')
  await findings.getByText('GS is swallowed').waitFor()
  await findings.getByText('The symbology identifier is off').waitFor()
  await findings.getByText('Nothing ends the scan').waitFor()
})

await t.test(
  'Caps Lock, a foreign keyboard and a sign for the separator are told from each other',
  async () => {
    await scanned('0109501101530003', '10aB-123', GS, '21x7', 'NumpadEnter')
    await findings.getByText('Caps Lock is on').waitFor()
    await scanned(']C1', ...CODE, '^', '21X7', 'NumpadEnter')
    await findings.getByText('The scanner writes “^” for GS').waitFor()
    await scanned('à&àç(à&&à&("ààà"', '&àQb)&é"', 'é&Xè', 'NumpadEnter')
    await findings.getByText('The keyboard layout of the scanner').waitFor()
  },
)

await t.test('any other code shows what it says', async () => {
  await scanned('24012345678909', 'NumpadEnter')
  await page.getByText('The check digit of (01) is 9, it should be 5').waitFor()
})

await t.test(
  'a label that is scanned on any screen opens its lot, with separator and symbology',
  async (test) => {
    const { api } = desk
    const item = { sku: 'OAT-1', name: 'Oat drink', baseUnit: 'each', hasLots: true, gtin: '9501101530003' }
    const { id } = await api<{ id: string }>('/items', item)
    for (const name of ['L-7', 'L-717310531']) await api('/items/lots', { item: id, name })
    await page.goto(`${url}/reasons`)
    await page.getByRole('heading', { level: 1, name: 'Reasons' }).waitFor()
    // All are made before the first is sent: on a busy machine the time between two would tear the burst.
    await page.evaluate(`{
    const press = (key, ctrlKey = false) => new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true })
    const keys = [...']C1010950110153000310L-7'].map((key) => press(key))
    keys.push(press(']', true), ...[...'17310531', 'Enter'].map((key) => press(key)))
    for (const event of keys) document.body.dispatchEvent(event)
  }`)
    await page.getByRole('heading', { level: 1, name: 'Lot L-7', exact: true }).waitFor()
    test.match(page.url(), /\/lots\//)
  },
)
