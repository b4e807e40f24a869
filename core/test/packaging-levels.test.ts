import fc from 'fast-check'
import t from 'tap'
import { orderPlugins } from '../src/app.ts'
import { baseMicrosOf } from '../src/items/packaging-levels/base-micros.ts'
import { convert, lowestTerms } from '../src/items/packaging-levels/convert.ts'
import { verifyLedger } from '../src/ledger/verify/verify-ledger.ts'
import { GTIN, gtinOf, ITEMS, LEVELS, openFloor, UNKNOWN } from './open-floor.ts'

const OTHER_GTIN = gtinOf('761234500001')

t.test('a level holds an exact number of base units, for good', async (t) => {
  const floor = await openFloor(t)
  const nail = await floor.item({ sku: 'NAIL', gtin: '4006381333931' })
  const wish = {
    item: nail.id,
    name: 'case',
    numerator: 24,
    denominator: 2,
    gtin: GTIN,
    weightGrams: 1_200.5,
    lengthMm: 300,
    widthMm: 200,
    heightMm: 100,
  }
  const made = await floor.post(LEVELS, wish)
  t.equal(made.status, 201, made.text)
  t.match(
    made.body,
    { ...wish, numerator: 12, denominator: 1, isActive: true, version: 1 },
    'in lowest terms',
  )
  t.match(await floor.get(`${LEVELS}?gtin=${GTIN}`), { data: [{ id: made.body.id }] })
  const fixed = (await floor.patch(LEVELS, made.body, { numerator: 10 })).body
  t.match(fixed, { status: 409, code: 'items.level_factor_fixed', facts: { holds: '12' } })
  t.match(fixed.detail, /create another level/)
  const same = await floor.patch(LEVELS, made.body, { numerator: 24, denominator: 2, weightGrams: 1_300 })
  t.match(same.body, { numerator: 12, weightGrams: 1_300, version: 2 })
  await t.rejects(
    floor.query('update items.packaging_level set numerator = 10 where id = $1', [made.body.id]),
    /fixed/,
    'not even in the database',
  )
  const refused = [
    [{ name: 'CASE', numerator: 6 }, 409, 'items.level_name_taken', '/name'],
    [{ name: 'Each', numerator: 6 }, 422, 'items.level_named_as_base_unit', '/name'],
    [{ name: 'half', numerator: 0 }, 400, 'http.invalid_input', '/numerator'],
    [{ name: 'half', numerator: 1.5 }, 400, 'http.invalid_input', '/numerator'],
    [{ name: 'box', numerator: 6, gtin: '4006381333932' }, 422, 'items.gtin_check_digit', '/gtin'],
    [{ name: 'box', numerator: 6, gtin: GTIN }, 409, 'items.gtin_taken', '/gtin'],
    [{ name: 'box', numerator: 6, gtin: '04006381333931' }, 409, 'items.gtin_taken', '/gtin'],
    [{ name: 'box', numerator: 6, item: UNKNOWN }, 422, 'items.item_unknown', '/item'],
  ] as const
  for (const [payload, status, code, pointer] of refused) {
    const { body } = await floor.post(LEVELS, { item: nail.id, ...payload })
    t.match(body, { status, code, errors: [{ pointer }] }, JSON.stringify(payload))
    t.notMatch(body.detail, /[{}]/)
  }
  t.equal((await floor.post(LEVELS, { item: nail.id, name: 'each', numerator: 1 })).status, 201)
})

t.test('one GTIN names one thing of a catalogue: an item or a package, whoever is first', async (t) => {
  const floor = await openFloor(t)
  const nail = await floor.item({ sku: 'NAIL', gtin: '036000291452' })
  const box = (await floor.post(LEVELS, { item: nail.id, name: 'case', numerator: 12, gtin: GTIN })).body
  const taken = (await floor.post(ITEMS, { sku: 'S', name: 'S', gtin: GTIN })).body
  t.match(taken, { status: 409, code: 'items.gtin_taken' })
  t.match(taken.detail, /the case of NAIL/, 'it names what carries it')
  const screw = await floor.item({ sku: 'SCREW' })
  t.match((await floor.patch(ITEMS, screw, { gtin: GTIN })).body, { code: 'items.gtin_taken' })
  t.match((await floor.patch(LEVELS, box, { gtin: '00036000291452' })).body.detail, /stands on NAIL/)
  const out = (await floor.patch(LEVELS, box, { isActive: false })).body
  t.equal(out.version, 2)
  const freed = await floor.patch(ITEMS, screw, { gtin: GTIN })
  t.equal(freed.status, 200, 'a level out of use sets its GTIN free')
  t.equal(
    (await floor.post(LEVELS, { item: nail.id, name: 'Case', numerator: 10 })).status,
    201,
    'and its name',
  )
  t.match((await floor.patch(LEVELS, out, { isActive: true })).body, { code: 'items.level_name_taken' })
  t.match((await floor.patch(LEVELS, out, { isActive: true, name: 'old' })).body, {
    code: 'items.gtin_taken',
  })
  const race = await Promise.all(
    [1, 2, 3, 4].map((n) =>
      floor.post(LEVELS, { item: nail.id, name: `r${n}`, numerator: n, gtin: OTHER_GTIN }),
    ),
  )
  t.strictSame(race.map(({ status }) => status).sort(), [201, 409, 409, 409], 'four at once: one has it')
  const report = await verifyLedger(floor.database, orderPlugins({ plugins: [] }))
  t.equal(report.ok, true, JSON.stringify(report))
})

t.test('cases come to whole pieces, or the two nearest quantities are offered', async (t) => {
  const floor = await openFloor(t)
  const nail = await floor.item({ sku: 'NAIL' })
  const third = (await floor.post(LEVELS, { item: nail.id, name: 'third', numerator: 1, denominator: 3 }))
    .body
  const ask = (quantity: string) =>
    floor.administrator.send({ url: `${LEVELS}/${third.id}/base-quantity?quantity=${quantity}` })
  t.strictSame((await ask('15')).body, { quantity: 15, level: 'third', baseQuantity: 5, baseUnit: 'each' })
  const odd = (await ask('14.997')).body
  t.match(odd, { status: 422, code: 'items.level_quantity_uneven', facts: { lower: 4, upper: 5 } })
  t.match(odd.detail, /14.997 third of NAIL .* the nearest are 4 and 5 each/)
  t.notMatch(odd.detail, /4\.999/)
  for (const bad of ['0', '-1', '0.0000001', '1000000000'])
    t.match((await ask(bad)).body, { status: 422, code: 'items.level_quantity_unusable' }, bad)
})

t.test('every conversion is exact, and what is not exact lies between two offers that are', (t) => {
  const term = fc.integer({ min: 1, max: 1_000_000 })
  const step = fc.constantFrom(1, 2, 500_000, 1_000, 1, 1_000_000, 12_000_000)
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999_999_999 }),
      term,
      term,
      step,
      (micros, numerator, denominator, stepMicros) => {
        const factor = lowestTerms({ numerator, denominator })
        t.equal(
          BigInt(factor.numerator) * BigInt(denominator),
          BigInt(numerator) * BigInt(factor.denominator),
        )
        const base = baseMicrosOf(micros, factor, stepMicros)
        const exact = BigInt(micros) * BigInt(numerator)
        if ('micros' in base) {
          t.equal(BigInt(base.micros) * BigInt(denominator), exact, 'back again without a rest')
          t.equal(base.micros % stepMicros, 0)
          return
        }
        t.ok(BigInt(base.lowerMicros) * BigInt(denominator) < exact)
        t.ok(BigInt(base.upperMicros) * BigInt(denominator) > exact)
        t.equal(base.upperMicros - base.lowerMicros, stepMicros, 'there is none between them')
        t.equal(base.lowerMicros % stepMicros, 0)
      },
    ),
    { numRuns: 1_000 },
  )
  const whole = { name: 'case', sku: 'NAIL', baseUnit: 'each', step: 1 }
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000_000 }), term, term, (thousandths, numerator, denominator) => {
      const quantity = thousandths / 1_000
      try {
        const pieces = convert(quantity, { ...whole, numerator, denominator })
        t.ok(Number.isInteger(pieces), `${quantity} × ${numerator}/${denominator} gave ${pieces}`)
        const there = convert(pieces, {
          ...whole,
          numerator: denominator,
          denominator: numerator,
          step: 0.001,
        })
        t.equal(there, quantity, 'so many pieces are so many cases again')
      } catch (refusal) {
        const { code, facts } = refusal as { code: string; facts: Record<string, number> }
        if (code === 'items.level_quantity_unusable') return
        t.equal(code, 'items.level_quantity_uneven')
        t.ok(Number.isInteger(facts.lower) && facts.upper === facts.lower! + 1, JSON.stringify(facts))
      }
    }),
    { numRuns: 1_000 },
  )
  t.end()
})
