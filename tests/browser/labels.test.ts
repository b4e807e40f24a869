import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildAdminEntry } from '@stowage/sdk/admin-build'
import t from 'tap'
import labels from '../../plugins/labels/index.ts'
import scan from '../../plugins/scan/index.ts'
import { openDesk } from './desk.ts'
import { ownFolder } from './own-folder.ts'

const out = ownFolder()
const built = await Promise.all(
  [scan, labels].map(async (plugin) => {
    const folder = `${out}/${plugin.name}`
    const entry = fileURLToPath(new URL(`../../plugins/${plugin.name}/admin/index.tsx`, import.meta.url))
    await buildAdminEntry({ entry, out: folder })
    return { ...plugin, admin: { ...plugin.admin, entry: pathToFileURL(`${folder}/`) } }
  }),
)
const desk = await openDesk(t, { plugins: built })
const { page, url } = desk
const picture = page.getByRole('img', { name: 'The label as it is printed' })

await t.test('a label is seen and printed from the screen of what it is of', async (test) => {
  await page.goto(url)
  await desk.logIn()
  const gtin = '09501101530003'
  const item = await desk.api<{ id: string }>('/items', {
    sku: 'OAT-1',
    name: 'Oat drink',
    baseUnit: 'each',
    gtin,
  })
  await page.goto(`${url}/items/${item.id}/show`)
  await page.getByRole('button', { name: 'Print label' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('img', { name: 'The label as it is printed' }).waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing')
  await dialog.getByLabel('Why').fill('goods in')
  await dialog.getByRole('button', { name: 'Print', exact: true }).click()
  await dialog.getByRole('link', { name: /Open the PDF/ }).waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await dialog.waitFor({ state: 'hidden' })
})

await t.test('labels of rows that were chosen in a list are printed at once', async (test) => {
  await desk.api('/items', { sku: 'OAT-2', name: 'Oat drink, sweet', baseUnit: 'each' })
  await desk.api('/items', { sku: 'RYE-1', name: 'Rye bread', baseUnit: 'each' })
  await page.goto(`${url}/items`)
  for (const sku of ['OAT-1', 'OAT-2']) await page.getByRole('checkbox', { name: `Choose ${sku}` }).check()
  const bar = page.getByRole('region', { name: 'Chosen rows' })
  await bar.getByRole('button', { name: 'Print labels' }).click()
  const dialog = page.getByRole('dialog', { name: 'Print 2 labels' })
  await dialog.getByRole('img', { name: 'The label as it is printed' }).waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing')
  await dialog.getByLabel('Why').fill('shelf edge')
  await dialog.getByRole('button', { name: 'Print', exact: true }).click()
  await dialog.getByRole('link', { name: /Open the PDF/ }).waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await dialog.waitFor({ state: 'hidden' })
  for (const list of ['lots', 'locations', 'handling-units'])
    test.ok(
      labels.admin?.slots?.some(({ slot }) => slot.startsWith(list) && slot.endsWith('.list')),
      list,
    )
  const { data } = await desk.api<{ data: { reason: string; labels: number }[] }>('/labels/print-jobs')
  test.match(
    data.find(({ reason }) => reason === 'shelf edge'),
    { labels: 2 },
  )
})

await t.test('what was printed stands in the log, and is printed again with a reason', async (test) => {
  await page.getByRole('link', { name: 'Print jobs' }).click()
  await page.getByRole('cell', { name: 'goods in', exact: true }).waitFor()
  await page.getByRole('checkbox', { name: 'Choose 1', exact: true }).check()
  const bar = page.getByRole('region', { name: 'Chosen rows' })
  await bar.getByRole('button', { name: 'Give up' }).click()
  const question = page.getByRole('dialog', { name: 'Give up?' })
  await question.getByRole('button', { name: 'Give up' }).click()
  await page.getByText(/0 are given up, 1 refused: /).waitFor()
  await question.waitFor({ state: 'hidden' })
  test.same(await desk.violations(), [], 'axe finds nothing on the queue')
  await page.getByRole('button', { name: 'Print again 1' }).click()
  const dialog = page.getByRole('dialog', { name: 'Print job 1 again' })
  const again = dialog.getByRole('button', { name: 'Print again' })
  test.ok(await again.isDisabled(), 'not without a reason')
  await dialog.getByLabel('Why').fill('torn off')
  await again.click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('cell', { name: /torn off/ }).waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing')
})

await t.test('a template is changed beside its label, which follows each change', async (test) => {
  await page.getByRole('link', { name: 'Label templates' }).click()
  await page.getByRole('cell', { name: 'Item, QR', exact: true }).click()
  await picture.waitFor()
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByText('As ZPL').click()
  await page.getByLabel('Text', { exact: true }).first().fill('{name}, {category}')
  await page.getByText(/Drinks/).waitFor()
  await page.getByLabel('Text', { exact: true }).first().fill('{colour}')
  await page.getByText('There is no colour on such labels').waitFor()
  await page.getByLabel('Text', { exact: true }).first().fill('{name}')
  await page.getByText('There is no colour on such labels').waitFor({ state: 'hidden' })
  test.same(await desk.violations(), [], 'axe finds nothing')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('cell', { name: 'Item, QR', exact: true }).waitFor()
})

await t.test('new pallets are made and labelled at once', async (test) => {
  await page.getByRole('link', { name: 'Print labels' }).click()
  await page.getByLabel('Label of').selectOption({ label: 'Handling units' })
  await page.getByLabel('Which').selectOption({ label: 'New units, with codes drawn for them' })
  await page.getByLabel('How many').fill('3')
  test.same(await desk.violations(), [], 'axe finds nothing')
  await page.getByRole('button', { name: 'Print', exact: true }).click()
  await page.getByRole('link', { name: /Open the PDF \(LPN-/ }).waitFor()
  test.same(desk.complaints, [])
})

await t.test('a printer is tried with a test label from its own screen', async (test) => {
  await page.getByRole('link', { name: 'Printers', exact: true }).click()
  await page.getByRole('cell', { name: 'Browser', exact: true }).first().click()
  await page.getByRole('button', { name: 'Print a test label' }).click()
  await page.getByRole('link', { name: /Open the PDF \(TEST\)/ }).waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing')
})

await t.test('the log is told in French to whom it is spoken', async (test) => {
  await page.getByRole('button', { name: /your menu/ }).click()
  await page.getByRole('menuitemradio', { name: 'Français' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Travaux d’impression' }).click()
  await page.getByRole('heading', { name: 'Travaux d’impression' }).waitFor()
  await page.getByText('réimpression').waitFor()
  await page
    .getByRole('button', { name: /^Réimprimer/ })
    .first()
    .waitFor()
  test.same(desk.complaints, [])
})
