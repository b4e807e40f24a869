import t from 'tap'
import { openDesk } from './desk.ts'

const company = '00000000-0000-7000-8000-000000000001'
const supplier = '00000000-0000-7000-8000-000000000011'

type Made = { id: string }

const desk = await openDesk(t)
const { page, url, api } = desk
const make = async (path: string, body: object) => (await api<Made>(path, body)).id

/** Grain is milled, flour is baked, apples are repacked, and a kit is made and taken back. */
async function trade() {
  const site = await make('/locations/sites', {
    company,
    code: 'S1',
    name: 'Mill',
    timeZone: 'Europe/London',
  })
  const bin = await make('/locations', { site, kind: 'bin', code: 'A-01' })
  const item = (sku: string, more: object = {}) =>
    make('/items', { sku, name: sku.toLowerCase(), baseUnit: 'kg', ...more })
  const inLots = { hasLots: true }
  const [grain, flour, bread] = [
    await item('GRAIN', inLots),
    await item('FLOUR', inLots),
    await item('BREAD', inLots),
  ]
  const [apple, basket] = [await item('APPLE'), await item('BASKET')]
  const lot = (of: string, name: string) => make('/items/lots', { item: of, name })
  const [g1, g2, f1, b1] = [
    await lot(grain, 'G-1'),
    await lot(grain, 'G-2'),
    await lot(flour, 'F-1'),
    await lot(bread, 'B-1'),
  ]
  const unit = (code: string) => make('/locations/handling-units', { code, kind: 'case', location: bin })
  const [full, empty] = [await unit('CASE-1'), await unit('CASE-2')]
  const here = { location: bin }
  const receive = (line: object, to: object = here) => ({ ...line, from: { location: supplier }, to })
  await api('/ledger/movements', {
    mode: 'all',
    movements: [
      {
        kind: 'receipt',
        lines: [
          receive({ item: grain, lot: g1, quantity: 60 }),
          receive({ item: grain, lot: g2, quantity: 40 }),
          receive({ item: apple, quantity: 20 }),
          receive({ item: apple, quantity: 6 }, { ...here, handlingUnit: full }),
        ],
      },
    ],
  })
  const transform = (kind: string, inputs: object[], outputs: object[]) =>
    make('/ledger/transformations', {
      kind,
      inputs: inputs.map((line) => ({ ...line, from: here })),
      outputs: outputs.map((line) => ({ ...line, to: here })),
    })
  await transform(
    'production',
    [
      { item: grain, lot: g1, quantity: 30 },
      { item: grain, lot: g2, quantity: 20 },
    ],
    [{ item: flour, lot: f1, quantity: 45 }],
  )
  const baked = await transform(
    'production',
    [{ item: flour, lot: f1, quantity: 10 }],
    [{ item: bread, lot: b1, quantity: 14 }],
  )
  await make(`/ledger/units/${full}/repack`, { into: empty })
  const kit = await transform('kit', [{ item: apple, quantity: 4 }], [{ item: basket, quantity: 1 }])
  await api(`/ledger/transformations/${kit}/reversal`, {})
  return { site, baked, bread: b1, grain: g1, full, empty }
}

let traded: Awaited<ReturnType<typeof trade>>

await t.test('what became of what is seen in a list, on each one, and on the way of a lot', async (test) => {
  await desk.logIn()
  await page.goto(`${url}/transformations`)
  await page.getByText('Nothing was transformed yet.').waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing on the empty list')
  traded = await trade()
  const { baked, bread, grain, full } = traded

  await page.goto(`${url}/transformations`)
  await page.getByRole('cell', { name: 'Kit', exact: true }).waitFor()
  test.same(await page.getByRole('row').count(), 5, 'a head, two productions, a repacking and a kit')
  await page.getByRole('row', { name: /Kit APPLE BASKET reversed/ }).waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing on the list')
  await page.getByLabel('Kind', { exact: true }).selectOption('repack')
  await page.getByRole('cell', { name: 'Production' }).first().waitFor({ state: 'detached' })
  test.equal(await page.getByRole('row').count(), 2)

  await page.goto(`${url}/transformations/${baked}/show`)
  const into = page.getByRole('region', { name: 'What went in' })
  await into.getByRole('link', { name: 'F-1', exact: true }).waitFor()
  await page.getByRole('region', { name: 'What came out' }).getByRole('cell', { name: '14 kg' }).waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing on one of them')
  await page.getByRole('region', { name: 'Facts' }).getByRole('link').click()
  await page.getByRole('link', { name: 'Open the production' }).waitFor()

  await page.goto(`${url}/lots/${bread}/show`)
  const origin = page.getByRole('region', { name: 'Where it came from' })
  await origin.getByRole('link', { name: 'G-2', exact: true }).waitFor()
  test.match(await origin.textContent(), /14 kg came out.*10 kg.*F-1.*45 kg came out.*30 kg/)
  await page.getByText('It went into nothing else.').waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing on a lot with its genealogy')

  await page.goto(`${url}/lots/${grain}/show`)
  const fate = page.getByRole('region', { name: 'What became of it' })
  await fate.getByRole('link', { name: 'B-1', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Lot B-1' }).waitFor()

  await page.goto(`${url}/handling-units/${full}/show`)
  await page.getByRole('region', { name: 'What became of it' }).getByText('CASE-2').waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing on a unit')
  test.same(desk.complaints, [])
})

await t.test(
  'where a unit, a lot and a balance stood at another instant is told on both clocks',
  async (test) => {
    const { site, bread, empty: unit } = traded
    const before = new Date().toISOString()
    const there = await make('/locations', { site, kind: 'bin', code: 'B-02' })
    const move = {
      kind: 'transfer',
      note: 'made room',
      handlingUnits: [{ id: unit, to: { location: there } }],
    }
    await api('/ledger/movements', { mode: 'all', movements: [move] })

    await page.goto(`${url}/handling-units/${unit}/show?at=${before}`)
    const stood = page.getByRole('region', { name: 'Where it stood' })
    await stood.getByText('A-01', { exact: true }).waitFor()
    await page.getByRole('region', { name: 'Contents then' }).getByText('6', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'as it was known' }).click()
    await page.getByText('The unit as it was known at').waitFor()
    await stood.getByText('A-01', { exact: true }).waitFor()
    test.same(await desk.violations(), [], 'axe finds nothing on a unit as it was')
    await page.getByRole('button', { name: 'Back to now' }).click()
    await page.getByRole('button', { name: 'At a date' }).click()
    await stood.getByText('B-02', { exact: true }).waitFor()

    await page.goto(`${url}/lots/${bread}/show?at=2026-01-01T00:00:00Z`)
    await page.getByText('Nothing of this lot on hand then.').waitFor()
    await page.goto(`${url}/handling-units/${unit}/show`)
    await page.getByRole('link', { name: '6', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'APPLE in B-02' }).waitFor()
    await page.getByRole('row', { name: /Transfer made room.*Administrator \+6 6$/ }).waitFor()
    test.same(await desk.violations(), [], 'axe finds nothing on a balance with its history')
    test.same(desk.complaints, [])
  },
)

await t.test('a production is undone from its page: what went in is there again', async (test) => {
  await page.goto(`${url}/transformations/${traded.baked}/show`)
  await page.getByRole('button', { name: 'Reverse transformation' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Reverse this transformation?').waitFor()
  test.same(await desk.violations(), [], 'axe finds nothing on the question')
  await dialog.getByRole('button', { name: 'Reverse transformation' }).click()
  await page.getByText('It was reversed: what went in is there again.', { exact: false }).waitFor()
  test.equal(await page.getByRole('button', { name: 'Reverse transformation' }).count(), 0)
})
