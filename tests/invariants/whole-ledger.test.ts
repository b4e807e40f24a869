import fc from 'fast-check'
import t from 'tap'
import { type LedgerWorld, startLedgerWorld } from '../../core/test/ledger-world.ts'
import { patience } from '../platform/patience.ts'
import { OUTSIDE, type Spot, Stock, type Thing } from './whole-stock.ts'
import { type Deed, Story } from './whole-story.ts'

const DEEDS = 70
const REMEMBER_EVERY = 12

const loose = fc.constantFrom<Thing>('apple', 'apple', 'milk', 'old milk')
const spot = fc.constantFrom<Spot>('0', '0', '1', '2', 'D', 'P', 'C')
const anywhere = fc.oneof(
  { weight: 3, arbitrary: spot },
  { weight: 2, arbitrary: fc.constant<Spot>(OUTSIDE) },
)
const binOrOutside = fc.constantFrom<Spot>('0', '1', '2', OUTSIDE, OUTSIDE)
const quantity = fc.integer({ min: 1, max: 6 })
const nth = fc.nat(12)
const one = <Name extends string>(name: Name) => fc.constant(name)
const post = fc.oneof(
  fc.record({ do: one('post'), thing: loose, from: one(OUTSIDE), to: spot, quantity }),
  fc.record({ do: one('post'), thing: loose, from: spot, to: anywhere, quantity }),
) as fc.Arbitrary<Extract<Deed, { do: 'post' }>>
const changes = fc.constantFrom('consume', 'carry', 'release', 'split', 'swap')
const deed = fc.oneof(
  { weight: 6, arbitrary: post },
  {
    weight: 3,
    arbitrary: fc.record({
      do: one('late'),
      thing: loose,
      from: binOrOutside,
      to: binOrOutside,
      ago: fc.integer({ min: 1, max: 90 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: one('pieces'),
      from: anywhere,
      to: anywhere,
      skip: fc.nat(2),
      quantity: fc.nat(3),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: one('allocate'),
      thing: fc.constantFrom<Thing>('apple', 'milk', 'drill'),
      at: fc.option(spot),
      quantity: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: one('keep piece'), nth }) },
  { weight: 7, arbitrary: fc.record({ do: changes, nth, to: anywhere }) },
  { weight: 4, arbitrary: fc.record({ do: one('move unit'), unit: fc.constantFrom('P', 'C'), to: spot }) },
  { weight: 1, arbitrary: fc.record({ do: one('hold'), bin: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: one('kit'), from: fc.nat(2), to: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: one('repack'), unit: fc.constantFrom('P', 'C'), isLoose: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ do: one('reverse'), nth }) },
  { weight: 1, arbitrary: fc.record({ do: one('retry') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: one('at once'),
      deeds: fc.array(post, { minLength: 3, maxLength: 8 }),
      kills: fc.constantFrom(0, 4),
    }),
  },
) as fc.Arbitrary<Deed>

t.test('whatever happens to stock, all of it together, is what a simple model says', async (t) => {
  t.setTimeout(120_000 * patience)
  const counts: Record<string, number> = {}
  const property = fc.asyncProperty(
    fc.array(deed, { minLength: DEEDS, maxLength: DEEDS, size: 'max' }),
    async (deeds) => {
      const world = await startLedgerWorld(t)
      const story = await begin(world)
      for (const [n, each] of deeds.entries()) {
        await story.tell(each)
        await compare(story, `after ${n + 1}: ${JSON.stringify(each)}`)
        if (n % REMEMBER_EVERY === 0) await story.remember()
      }
      await comparePast(story)
      const { ok, differences, invariants } = await world.verify()
      if (!ok) throw new Error(JSON.stringify([differences, invariants.filter(({ broken }) => broken > 0)]))
      for (const [key, count] of Object.entries(story.counts)) counts[key] = (counts[key] ?? 0) + count
    },
  )
  const result = await fc.check(property, { numRuns: 2 * patience, endOnFailure: true })
  const { seed, errorInstance } = result
  t.notOk(result.failed, `seed ${seed}: ${errorInstance instanceof Error ? errorInstance.stack : ''}`)
  t.comment(`seed ${seed}`, counts)
})

/** Items of every sort, three bins, a pallet and a case, and something in stock to begin with. */
async function begin(world: LedgerWorld): Promise<Story> {
  const create = async (url: string, payload: object) => {
    const { body, text } = await world.administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })
    if (body?.id === undefined) throw new Error(`${url}: ${text}`)
    return body.id as string
  }
  const milk = await create('/items', { sku: 'MILK', name: 'Milk', baseUnit: 'each', hasLots: true })
  const lot = (name: string, manufacturedOn: string) =>
    create('/items/lots', { item: milk, name, manufacturedOn })
  const drill = await create('/items', { sku: 'DRILL', name: 'Drill', baseUnit: 'each', serials: 'always' })
  const kit = await create('/items', { sku: 'KIT', name: 'Kit', baseUnit: 'each' })
  const bins = [world.a, world.b, world.c]
  const stock = new Stock(bins, {
    P: await create('/locations/handling-units', { code: 'P-1', kind: 'pallet', location: bins[0] }),
    C: await create('/locations/handling-units', { code: 'C-1', kind: 'case', location: bins[1] }),
  })
  const items = {
    apple: { item: world.apple },
    milk: { item: milk, lot: await lot('Y', '2026-02-01') },
    'old milk': { item: milk, lot: await lot('O', '2026-01-01') },
    drill: { item: drill },
    kit: { item: kit },
  }
  const story = new Story(world, items, stock)
  for (const thing of ['apple', 'milk'] as const) {
    await story.tell({ do: 'post', thing, from: OUTSIDE, to: '0', quantity: 9 })
    await story.tell({ do: 'late', thing, from: OUTSIDE, to: '1', ago: 45 })
  }
  await story.tell({ do: 'pieces', from: OUTSIDE, to: 'P', skip: 0, quantity: 3 })
  return story
}

// biome-ignore lint/suspicious/noExplicitAny: what the API answers is asserted
type Row = any

const thingOf = ({ item, lot }: Row): Thing => {
  if (item.sku !== 'MILK') return item.sku.toLowerCase()
  return lot.name === 'Y' ? 'milk' : 'old milk'
}

function spotOf({ location, handlingUnit, status }: Row, { stock }: Story): Spot {
  return status === 'damaged' ? 'D' : stock.spotOf(location.id, handlingUnit?.id ?? null)
}

async function figuresOf(story: Story, query = ''): Promise<Record<string, number>> {
  const { data } = await story.world.get(`/ledger/balances?limit=200${query}`)
  const figures: Record<string, number> = {}
  for (const row of data as Row[]) {
    if (row.onHand === 0) continue
    const key = `${thingOf(row)} ${spotOf(row, story)}`
    figures[key] = (figures[key] ?? 0) + row.onHand
  }
  return figures
}

/** Every figure, what is kept, every piece and every unit, as they stand. */
async function compare(story: Story, when: string): Promise<void> {
  const { stock, world } = story
  same(await figuresOf(story), stock.figures(), `on hand ${when}`)
  const kept: Record<string, unknown> = {}
  for (const row of (await world.get('/ledger/allocations?limit=200')).data as Row[]) {
    kept[row.id] = [thingOf(row), spotOf(row, story), row.quantity, row.serial?.number ?? null]
  }
  const expected = [...stock.kept].map(([id, k]) => [id, [k.thing, k.spot, k.quantity, k.serial]])
  same(kept, Object.fromEntries(expected), `kept ${when}`)
  const pieces: Record<string, unknown> = {}
  for (const row of (await world.get('/ledger/serials?limit=200')).data as Row[]) {
    pieces[row.number] = row.location === null ? OUTSIDE : spotOf(row, story)
  }
  same(pieces, Object.fromEntries(stock.pieces), `pieces ${when}`)
  const units: Record<string, unknown> = {}
  for (const row of (await world.get('/locations/handling-units')).data as Row[])
    units[row.id] = row.location?.id
  const places = (['P', 'C'] as const).map((unit) => [stock.unitIds[unit], stock.locationOf(unit)])
  same(units, Object.fromEntries(places), `units ${when}`)
}

/** On both clocks: as it was known at remembered instants, as it happened at instants between facts. */
async function comparePast(story: Story): Promise<void> {
  for (const { at, figures } of story.known) {
    const found = await onHandByThing(story, `&asKnownAt=${at}`)
    same(found, sumByThing(Object.entries(figures)), `as known at ${at}`)
  }
  const facts = story.stock.facts
  for (const minutes of [80, 50, 44, 20, 5]) {
    const instant = Date.now() - minutes * 60_000
    const then = facts.filter(({ effective }) => effective <= instant)
    const found = await onHandByThing(story, `&asOf=${new Date(instant).toISOString()}`)
    same(
      found,
      sumByThing(then.map(({ thing, spot, change }) => [`${thing} ${spot}`, change])),
      `${minutes} ago`,
    )
  }
}

/** Units have moved since, so that only things are compared where the past is. */
async function onHandByThing({ world }: Story, query: string): Promise<Record<string, number>> {
  const { data } = await world.get(`/ledger/balances?limit=200${query}`)
  return sumByThing((data as Row[]).map((row) => [thingOf(row), row.onHand]))
}

function sumByThing(entries: readonly (readonly [string, number])[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [key, figure] of entries) {
    const thing = key.replace(/ [012DPC]$/, '')
    sums[thing] = (sums[thing] ?? 0) + figure
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))
}

function same(found: Record<string, unknown>, expected: Record<string, unknown>, what: string): void {
  const text = (figures: Record<string, unknown>) => JSON.stringify(Object.entries(figures).sort())
  if (text(found) !== text(expected)) throw new Error(`${what}: ${text(found)} instead of ${text(expected)}`)
}
