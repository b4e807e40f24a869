import { definePlugin } from '@stowage/sdk'
import t from 'tap'
import { Type } from 'typebox'
import inventory from '../../plugins/inventory/index.ts'
import { openSwitchingDesk } from './desk.ts'

const cold = definePlugin({
  name: 'cold-chain',
  version: '1.0.0',
  title: 'Cold chain',
  fields: {
    'items.item': Type.Object({
      warmest: Type.Integer({ title: 'Warmest', 'x-unit': '°C', 'x-filter': true, 'x-sort': true }),
    }),
  },
  messages: { fr: { words: { 'Cold chain': 'Chaîne du froid', Warmest: 'Au plus chaud' } } },
})

const desk = await openSwitchingDesk(t, [cold, inventory])
const { page, url, api } = desk
const heading = (name: string) => page.getByRole('heading', { level: 1, name })
const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click()
const pick = async (field: string, word: string) => {
  await page.getByLabel(field).click()
  await page.getByRole('option', { name: word, exact: true }).click()
}
const goTo = (name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click()
const switched = async (plugin: string, action: string) => {
  await api(`/host/plugins/${plugin}/${action}`, {})
  for (;;) {
    const { data } = await api<{ data: { state: string }[] }>('/host/plugin-changes?limit=1')
    if (data[0]?.state !== 'running') return
  }
}
const clean = async (test: Pick<typeof t, 'same'>, screen: string) => {
  for (const theme of ['Dark theme', 'Light theme']) {
    await page.getByRole('button', { name: /your menu$/ }).click()
    await page.getByRole('menuitemradio', { name: theme }).click()
    await page.keyboard.press('Escape')
    test.same(await desk.violations(), [], `axe finds nothing on ${screen} in the ${theme.toLowerCase()}`)
  }
}

await t.test('an administrator gives items a field without a line of code', async (test) => {
  await desk.logIn()
  for (const sku of ['MUESLI', 'WATER']) await api('/items', { sku, name: `${sku} of ours` })
  await goTo('Fields')
  await page.getByText('No fields of your own yet.').waitFor()
  await page.getByRole('link', { name: 'New field' }).first().click()
  await heading('New field').waitFor()
  await pick('Of which records', 'Item')
  await page.getByLabel('Label', { exact: false }).first().fill('Allergens')
  await page.getByLabel('Label in French, optional').fill('Allergènes')
  await pick('Kind', 'several of a list')
  await page.getByLabel('Choice 1', { exact: true }).fill('Nuts')
  await page.getByLabel('Choice 1 in French').fill('Fruits à coque')
  await press('Add a choice')
  await page.getByLabel('Choice 2', { exact: true }).fill('Milk')
  await clean(test, 'the form of a field')
  await press('Create field')
  await heading('Fields').waitFor()
  await page.getByRole('cell', { name: 'Allergens', exact: true }).waitFor()
  await clean(test, 'the list of fields')
})

await t.test('it is filled in on an item, and stands on its page', async (test) => {
  await goTo('Items')
  await page.getByRole('cell', { name: 'MUESLI', exact: true }).click()
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Nuts').check()
  await clean(test, 'an item’s form with a field')
  await press('Save item')
  await heading('MUESLI of ours').waitFor()
  await page.getByRole('region', { name: 'Custom fields' }).getByText('Nuts').waitFor()
})

await t.test('the list has it as a column that can be put away, and is filtered by it', async (test) => {
  await goTo('Items')
  await page.getByRole('columnheader', { name: 'Allergens' }).waitFor()
  await page.getByRole('cell', { name: 'Nuts' }).waitFor()
  await page.getByRole('combobox', { name: 'Allergens' }).selectOption('nuts')
  await page.getByRole('cell', { name: 'WATER', exact: true }).waitFor({ state: 'detached' })
  await page.getByRole('cell', { name: 'MUESLI', exact: true }).waitFor()
  test.match(decodeURIComponent(page.url()), /fields\.custom\.allergens/, 'the address can be sent on')
  await clean(test, 'a list filtered by a field')
  for (const state of ['detached', 'visible'] as const) {
    await press('Columns')
    await page.getByRole('dialog').getByLabel('Allergens', { exact: true }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('columnheader', { name: 'Allergens' }).waitFor({ state })
  }
})

await t.test('whoever reads French reads its French words', async (test) => {
  await page.setExtraHTTPHeaders({ 'accept-language': 'fr' })
  await page.goto(`${url}/items`)
  await page.getByRole('columnheader', { name: 'Allergènes' }).waitFor()
  await page.getByRole('cell', { name: 'Fruits à coque' }).waitFor()
  await page.getByRole('cell', { name: 'MUESLI', exact: true }).click()
  await page.getByRole('heading', { name: 'Champs personnalisés' }).waitFor()
  await page.setExtraHTTPHeaders({})
  test.same(desk.complaints, [])
})

await t.test('a plugin’s own field stands beside it, and is gone while the plugin is off', async () => {
  await switched('cold-chain', 'enable')
  await page.goto(`${url}/items`)
  await page.getByRole('cell', { name: 'MUESLI', exact: true }).click()
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Warmest (°C), optional').fill('25')
  await press('Save item')
  await page.getByRole('region', { name: 'Cold chain' }).getByText('25').waitFor()
  await switched('cold-chain', 'disable')
  await page.goto(`${url}/items`)
  await page.getByRole('columnheader', { name: 'Allergens' }).waitFor()
  await page.getByRole('columnheader', { name: 'Warmest' }).waitFor({ state: 'detached' })
  await switched('cold-chain', 'enable')
  await page.goto(`${url}/items`)
  await page.getByRole('cell', { name: '25 °C' }).waitFor()
})

await t.test(
  'rows of a plugin that nobody drew take fields, and are removed where they are listed',
  async (test) => {
    await switched('inventory', 'enable')
    const field = { entity: 'inventory.reorder_point', name: 'buyer', kind: 'text', label: 'Buyer' }
    await api('/host/fields', field)
    const company = '00000000-0000-7000-8000-000000000001'
    const { id: site } = await api<{ id: string }>('/locations/sites', {
      company,
      code: 'LEEDS',
      name: 'Leeds',
      timeZone: 'Europe/London',
    })
    const { data } = await api<{ data: { id: string }[] }>('/items?sort=sku')
    for (const [place, buyer] of ['Ann', 'Bo'].entries()) {
      const fields = { custom: { buyer } }
      await api('/inventory/reorder-points', { item: data[place]!.id, site, minimum: 5, fields })
    }
    await page.goto(`${url}/x/inventory/reorder_point`)
    await page.getByRole('columnheader', { name: 'Buyer' }).waitFor()
    await page.getByRole('searchbox', { name: 'Buyer' }).fill('an')
    await page.getByRole('cell', { name: 'Bo', exact: true }).waitFor({ state: 'detached' })
    await clean(test, 'a drawn list with a field and a way to remove')
    await page.getByRole('button', { name: /^Remove / }).click()
    await page.getByRole('dialog').getByText('who removed it stands in the audit').waitFor()
    await press('Cancel')
    await page.getByRole('cell', { name: 'Ann', exact: true }).click()
    await page.getByRole('region', { name: 'Custom fields' }).getByText('Ann').waitFor()
    await press('Remove')
    await press('Remove for good')
    await heading('Reorder points').waitFor()
    await page.getByText('Nothing matches 1 filter').waitFor()
    await press('Clear filters')
    await page.getByRole('button', { name: /^Remove / }).click()
    await press('Remove for good')
    await page.getByText('No reorder points yet.').waitFor()
    const left = await api<{ data: { id: string; records?: number }[] }>('/host/fields?name=buyer')
    test.equal((await api<{ records: number }>(`/host/fields/${left.data[0]!.id}`)).records, 0)
    test.same(desk.complaints, [])
  },
)

await t.test('a field is retired with its values, and comes back with them', async (test) => {
  await goTo('Fields')
  await page.getByRole('cell', { name: 'Allergens', exact: true }).click()
  await page.getByText('1 record holds a value of it.').waitFor()
  await press('Retire')
  await page.getByRole('dialog').getByText('shown again').waitFor()
  await press('Retire field')
  await heading('Fields').waitFor()
  await page.getByRole('cell', { name: 'retired', exact: true }).waitFor()
  await goTo('Items')
  // It was filtered by that field last, and goes on without.
  await page.getByRole('cell', { name: 'WATER', exact: true }).waitFor()
  await page.getByRole('cell', { name: 'MUESLI', exact: true }).waitFor()
  await page.getByRole('columnheader', { name: 'Allergens' }).waitFor({ state: 'detached' })
  await goTo('Fields')
  await page.getByRole('cell', { name: 'Allergens', exact: true }).click()
  await press('Bring back')
  await heading('Fields').waitFor()
  await goTo('Items')
  await page.getByRole('cell', { name: 'Nuts' }).waitFor()
  await goTo('Fields')
  await page.getByRole('cell', { name: 'Allergens', exact: true }).click()
  await press('Remove')
  await page.getByRole('dialog').getByText('1 record holds a value, which are lost').waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing on the question before a field goes')
  await press('Remove with its values')
  await heading('Fields').waitFor()
  await page.getByRole('cell', { name: 'Allergens', exact: true }).waitFor({ state: 'detached' })
  test.same(desk.complaints, [])
})

await t.test(
  'a key and a hold have fields in their forms and lists, and a hold is lifted from its row',
  async (test) => {
    for (const entity of ['access.api_key', 'ledger.hold']) {
      await api('/host/fields', { entity, name: 'wing', kind: 'text', label: 'Wing' })
    }
    const { data } = await api<{ data: { id: string }[] }>('/items?limit=1')
    await api('/access/api-keys', { name: 'Webshop', permissions: ['items.item.read'] })
    await api('/ledger/holds', { scope: 'item', subject: data[0]!.id, reason: 'recall R-4' })
    for (const [list, row, verb] of [
      ['API keys', 'Webshop', 'Save key'],
      ['Holds', 'recall R-4', 'Save hold'],
    ] as const) {
      await goTo(list)
      await page.getByRole('cell').getByText(row, { exact: true }).click()
      await page.getByRole('button', { name: verb }).waitFor()
      await page.getByRole('textbox', { name: /^Wing/ }).fill('north')
      test.same(await desk.violations(), [], `axe finds nothing on ${verb}`)
      await press(verb)
      await heading(list).waitFor()
      await page.getByRole('cell', { name: 'north', exact: true }).waitFor()
    }
    await page.getByRole('button', { name: /^Lift hold on/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Lift hold' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await heading('Holds').waitFor()
    test.same(desk.complaints, [])
  },
)
