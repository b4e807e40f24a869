import { Reference } from '@stowage/sdk'
import t from 'tap'
import { Type } from 'typebox'
import { checkCondition } from '../src/host/conditions/check-condition.ts'
import type { Comparison, Condition, Group } from '../src/host/conditions/condition.ts'
import { type Facts, holds } from '../src/host/conditions/condition-holds.ts'
import { COMPARISONS_OF, type FactKind, factShapesOf } from '../src/host/conditions/fact-shapes.ts'

const ITEM = '019a0000-0000-7000-8000-00000000000a'
const OTHER = '019a0000-0000-7000-8000-00000000000b'
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const shapes = factShapesOf(
  Type.Object({
    category: orNull(Type.String({ title: 'Category' })),
    quantity: Type.Number({ title: 'Quantity' }),
    isCold: Type.Boolean(),
    due: orNull(Type.String({ format: 'date' })),
    at: Type.String({ format: 'date-time' }),
    state: Type.Union([Type.Literal('new'), Type.Literal('used')]),
    item: Reference('items', { title: 'Item' }),
    lines: Type.Array(Type.String()),
  }),
)

/** Values of each kind, few enough that they meet. */
const values: Readonly<Record<FactKind, readonly (string | number | boolean)[]>> = {
  text: ['Cold', 'cold', 'Cold goods', 'Dry', 'é'],
  number: [0, 1, 2.5, -3],
  boolean: [true, false],
  date: ['2027-02-28', '2027-03-01', '2026-12-31'],
  instant: ['2027-02-28T06:00:00Z', '2027-02-28T07:00:00+01:00', '2027-03-01T00:00:00Z'],
  choice: ['new', 'used'],
  reference: [ITEM, ITEM.toUpperCase(), OTHER],
}

function drawing(seed: number) {
  let state = seed
  const below = (n: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * n)
  }
  const one = <T>(from: readonly T[]): T => from[below(from.length)]!
  return { below, one }
}

type Draw = ReturnType<typeof drawing>

function aComparison({ one, below }: Draw): Comparison {
  const shape = one([...shapes.values()])
  const is = one(COMPARISONS_OF[shape.kind])
  const value = () => one(values[shape.kind])
  if (is === 'is_known' || is === 'is_unknown') return { fact: shape.name, is }
  if (is === 'one_of' || is === 'none_of') {
    return { fact: shape.name, is, value: Array.from({ length: 1 + below(3) }, value) }
  }
  return { fact: shape.name, is, value: value() }
}

function aGroup<Member>({ one, below }: Draw, member: () => Member): Group<Member> {
  const members = Array.from({ length: 1 + below(3) }, member)
  return one([{ all: members }, { any: members }])
}

function aCondition(draw: Draw): Condition {
  return aGroup(draw, () => (draw.below(3) === 0 ? aGroup(draw, () => aComparison(draw)) : aComparison(draw)))
}

function someFacts({ one, below }: Draw): Facts {
  return Object.fromEntries(
    [...shapes.values()].map(({ name, kind }) => [name, below(4) === 0 ? null : one(values[kind])]),
  )
}

/** What a condition means, said once more and otherwise: by sets of what is equal, and by sorting. */
function model(condition: Condition | Group<Comparison> | Comparison, facts: Facts): boolean {
  if ('all' in condition) return !condition.all.some((member) => !model(member, facts))
  if ('any' in condition) return condition.any.filter((member) => model(member, facts)).length > 0
  const { fact, is, value } = condition
  const { kind } = shapes.get(fact)!
  const plain = (one: unknown) =>
    kind === 'date' || kind === 'instant'
      ? new Date(one as string).getTime()
      : kind === 'text' || kind === 'reference'
        ? (one as string).toLowerCase()
        : one
  const found = facts[fact]
  if (is === 'is_unknown') return found === null
  if (is === 'is_known') return found !== null
  const wanted = new Set([value].flat().map(plain))
  if (is === 'is_not' || is === 'none_of') return found === null || !wanted.has(plain(found))
  if (found === null) return false
  if (is === 'is' || is === 'one_of') return wanted.has(plain(found))
  const pair = [plain(found), [...wanted][0]]
  const [text, part] = pair.map(String) as [string, string]
  if (is === 'begins_with') return text.slice(0, part.length) === part
  if (is === 'contains') return text.split(part).length > 1
  const [a, b] = pair as [number, number]
  const order = Math.sign(a - b)
  return { less_than: order < 0, at_most: order <= 0, more_than: order > 0, at_least: order >= 0 }[is]!
}

t.test('what a rule asks is answered as the plain meaning of its words has it', async (t) => {
  const draw = drawing(20_270_228)
  let held = 0
  for (let round = 0; round < 20_000; round += 1) {
    const condition = aCondition(draw)
    const facts = someFacts(draw)
    const answer = holds(condition, facts, shapes)
    if (answer) held += 1
    if (answer !== model(condition, facts)) t.fail(JSON.stringify({ condition, facts, answer }))
    const again = JSON.parse(JSON.stringify(condition)) as Condition
    if (holds(again, facts, shapes) !== answer) t.fail(`otherwise after a way over the wire: ${again}`)
    checkCondition(again, shapes, '/condition')
  }
  t.ok(held > 5_000 && held < 15_000, `${held} of 20,000 held, so both were seen`)
})

t.test('only what can be asked in one word is a fact', async (t) => {
  t.strictSame(
    [...shapes.values()].map(({ name, kind }) => `${name} ${kind}`),
    [
      'category text',
      'quantity number',
      'isCold boolean',
      'due date',
      'at instant',
      'state choice',
      'item reference',
    ],
  )
})

t.test('what a rule cannot ask is refused at its place, with what it can', async (t) => {
  const check = (comparison: Comparison) => () =>
    checkCondition(
      { all: [{ any: [{ fact: 'quantity', is: 'more_than', value: 1 }, comparison] }] },
      shapes,
      '/c',
    )
  const place = { pointer: '/c/all/0/any/1/fact' }
  t.throws(check({ fact: 'colour', is: 'is', value: 'red' }), {
    code: 'host.condition_fact_unknown',
    ...place,
  })
  const value = { code: 'host.condition_value_unfit', pointer: '/c/all/0/any/1/value' }
  for (const comparison of [
    { fact: 'quantity', is: 'is', value: '3' },
    { fact: 'quantity', is: 'more_than' },
    { fact: 'quantity', is: 'more_than', value: [1] },
    { fact: 'category', is: 'one_of', value: 'Cold' },
    { fact: 'category', is: 'is', value: '' },
    { fact: 'category', is: 'is_known', value: 'Cold' },
    { fact: 'due', is: 'is', value: '2027-02-31T' },
    { fact: 'at', is: 'less_than', value: 'Monday' },
    { fact: 'state', is: 'is', value: 'old' },
    { fact: 'item', is: 'is', value: 'LAMP-7' },
    { fact: 'isCold', is: 'is', value: 'yes' },
  ] satisfies Comparison[]) {
    t.throws(check(comparison), value, JSON.stringify(comparison))
  }
  t.throws(check({ fact: 'isCold', is: 'less_than', value: true }), {
    code: 'host.condition_comparison_unfit',
    pointer: '/c/all/0/any/1/is',
  })
})
