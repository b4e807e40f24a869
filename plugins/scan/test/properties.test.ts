import fc from 'fast-check'
import t from 'tap'
import { answerOf } from '../src/answer.ts'
import { checkValue } from '../src/gs1/check-value.ts'
import { type Component, dictionary } from '../src/gs1/dictionary.ts'
import { writeDigitalLink } from '../src/gs1/digital-link-uri.ts'
import { GS, isPredefined, writeElementString } from '../src/gs1/element-string.ts'
import { CSET82 } from '../src/gs1/linters/characters.ts'
import { checkDigitOf, checkPairOf } from '../src/gs1/linters/check-digits.ts'
import type { Element } from '../src/gs1/problem.ts'
import { inBrackets, readScan } from '../src/gs1/read-scan.ts'

const RUNS = { numRuns: 500 }
const entries = [...dictionary.values()]

/** A value of one part that passes most of its checks; what fails the others is left out later. */
function partOf({ characters, shortest, longest, linters }: Component): fc.Arbitrary<string> {
  const alphabet = characters === 'N' ? '0123456789' : characters === 'X' ? CSET82 : 'ABCDEFGHIJ0123456789'
  const plain = fc
    .array(fc.constantFrom(...alphabet), { minLength: Math.max(shortest, 1), maxLength: longest })
    .map((list) => list.join(''))
  if (linters.includes('csum'))
    return plain.map((text) => text.slice(0, -1) + checkDigitOf(text.slice(0, -1)))
  if (linters.includes('csumalpha')) {
    const body = fc.stringMatching(/^\d{4}[0-9A-Z]{1,18}$/)
    return body.map((text) => text + checkPairOf(text))
  }
  if (linters.some((name) => name.startsWith('yymmd'))) {
    return fc.tuple(fc.nat(99), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(digits)
  }
  if (linters.includes('hhmi')) return fc.tuple(fc.nat(23), fc.nat(59)).map(digits)
  return plain
}

function digits(figures: readonly number[]): string {
  return figures.map((figure) => String(figure).padStart(2, '0')).join('')
}

/** One element that is right in itself. */
const element: fc.Arbitrary<Element> = fc
  .constantFrom(...entries)
  .chain(({ ai, components }) =>
    fc.tuple(...components.map(partOf)).map((parts) => ({ ai, value: parts.join('') })),
  )
  .filter((made) => checkValue(made) === undefined)

const elements = fc.array(element, { minLength: 1, maxLength: 6 })

t.test('whatever can be written is read as it was', async () => {
  fc.assert(
    fc.property(elements, fc.boolean(), (written, isLoud) => {
      const text = isLoud ? written.map(({ ai, value }) => ai + value).join(GS) : writeElementString(written)
      const scan = readScan(`]C1${text}`, { sendsSeparator: true })
      return (
        JSON.stringify(scan.elements) === JSON.stringify(written) &&
        scan.problems.every(({ kind }) => kind === 'association')
      )
    }),
    RUNS,
  )
})

t.test('what is printed in brackets is read as it was', async () => {
  fc.assert(
    fc.property(elements, (written) => {
      const text = written
        .map(({ ai, value }) => inBrackets({ ai, value: value.replaceAll('(', '\\(') }))
        .join('')
      const { elements: found, problems } = readScan(text)
      return (
        JSON.stringify(found) === JSON.stringify(written) &&
        problems.every(({ kind }) => kind === 'association')
      )
    }),
    RUNS,
  )
})

t.test('a Digital Link says what was written into it', async (t) => {
  let tried = 0
  fc.assert(
    fc.property(elements, (written) => {
      const link = writeDigitalLink(written)
      if (link === null) return true
      tried += 1
      const { elements: found, problems } = readScan(link)
      const values = new Map(written.map(({ ai, value }) => [ai, value]))
      return (
        problems.every(({ kind }) => kind === 'association') &&
        found.length === values.size &&
        found.every(({ ai, value }) => values.get(ai) === value)
      )
    }),
    { numRuns: 2000 },
  )
  t.ok(tried > 50, `${tried} were links`)
})

t.test('one wrong digit of what a check digit guards is always found', async () => {
  const keys = fc.constantFrom('00', '01', '02', '253', '402', '414', '8003', '8006', '8017')
  const wrong = fc.tuple(keys, fc.nat(), fc.integer({ min: 1, max: 9 })).chain(([ai, nth, shift]) =>
    fc.tuple(...dictionary.get(ai)!.components.map(partOf)).map((parts) => {
      const place = ai === '8003' ? 1 : 0
      const key = parts[place]!
      const at = nth % key.length
      const digit = String((Number(key[at]) + shift) % 10)
      parts[place] = key.slice(0, at) + digit + key.slice(at + 1)
      if (ai === '8003') parts[0] = '0'
      return { ai, value: parts.join('') }
    }),
  )
  fc.assert(
    fc.property(wrong, (made) =>
      readScan(inBrackets({ ...made, value: made.value.replaceAll('(', '\\(') })).problems.some(
        ({ kind, ai }) => kind !== 'association' && ai === made.ai,
      ),
    ),
    RUNS,
  )
})

t.test('where a needed separator was lost, something is always said', async (t) => {
  const GTIN = { ai: '01', value: '09501101530003' }
  const lot = fc.stringMatching(/^[A-Z]{1,4}[0-9]{0,6}$/).map((value) => ({ ai: '10', value }))
  const next = element.filter(({ ai }) => ['11', '15', '17', '21', '240', '3103', '422', '7003'].includes(ai))
  const found = fc.tuple(lot, next).filter(([{ value }, after]) => value.length + after.value.length <= 16)
  fc.assert(
    fc.property(found, ([first, second]) => {
      const lost = writeElementString([GTIN, first, second]).replaceAll(GS, '')
      const { elements, problems } = readScan(lost)
      return problems.length > 0 && elements.length === 2
    }),
    RUNS,
  )
  t.equal(isPredefined('10'), false)
})

t.test('nothing that can be sent stops the reader', async () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(GS, '(', ')', '\\', ']C1', ']e0', 'https://a/01/', '%', '0109501101530003', '10', '|'),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const answer = answerOf(readScan(pieces.join('')))
      return answer.valid === (answer.problems.length === 0)
    }),
    { numRuns: 5000 },
  )
})
