import t from 'tap'
import { answerOf } from '../src/answer.ts'
import { GS } from '../src/gs1/element-string.ts'
import { readScan, type ScannerFacts, withoutSuffix } from '../src/gs1/read-scan.ts'

const read = (text: string, scanner?: ScannerFacts) => answerOf(readScan(text, scanner))
const codes = (text: string, scanner?: ScannerFacts) => read(text, scanner).problems.map(({ code }) => code)
const GTIN = '09501101530003'

t.test('a GTIN of any length means the same item', async (t) => {
  const forms = [GTIN, GTIN.slice(1), `]E0${GTIN.slice(1)}`, `01${GTIN}`, `]C101${GTIN}`, `(01)${GTIN}`]
  for (const form of [...forms, `https://shop.example/x/01/${GTIN}`, `]I1${GTIN}`]) {
    const { valid, elements, digitalLink } = read(form)
    t.same(elements, [{ ai: '01', title: 'GTIN', value: GTIN }], form)
    t.equal(valid, true, form)
    t.equal(digitalLink, `https://id.gs1.org/01/${GTIN}`)
  }
  t.same(read('96385074').elements, [{ ai: '01', title: 'GTIN', value: '00000096385074' }])
  t.same(read('106141412345678908').hri, ['(00) 106141412345678908'])
})

t.test('what ends a scan is no part of it', async (t) => {
  for (const suffix of ['', '\r', '\r\n', '\t'])
    t.equal(withoutSuffix(`]C101${GTIN}${GS}${suffix}`), `]C101${GTIN}${GS}`)
  t.same(codes(`(01)${GTIN}(10)AB\t`), ['INVALID_CSET82_CHARACTER'], 'within a value nothing is left out')
  t.same(codes(`(01)${GTIN}(10)AB^`), ['INVALID_CSET82_CHARACTER'])
})

t.test('a wrong check digit is told with the right one', async (t) => {
  const [problem] = read('(01)09501101530007').problems
  t.same(problem, {
    kind: 'value',
    code: 'INCORRECT_CHECK_DIGIT',
    ai: '01',
    message: 'The check digit of (01) is 7, it should be 3: scan again or type it.',
  })
  t.match(
    answerOf(readScan('(01)09501101530007'), 'fr').problems[0]?.message,
    /La clé de contrôle de \(01\) est 7, elle devrait être 3/,
  )
})

t.test('the short form of a UPC is not taken for a GTIN-8, and what it may be is told', async (t) => {
  const { valid, problems } = read('04252614')
  t.equal(valid, false)
  t.match(problems[0]?.message, /UPC-E, its number is 042100005264/)
})

t.test('a separator stands only where the standard needs it', async (t) => {
  const { elementString, valid } = read(`]d201${GTIN}${GS}17251231${GS}10AB${GS}21X${GS}`)
  t.equal(elementString, `01${GTIN}1725123110AB${GS}21X`)
  t.equal(valid, true)
})

t.test('an AI that GS1 has not assigned is kept with what stands behind it', async (t) => {
  const { elements, valid } = read(`]C101${GTIN}236ABC${GS}10LOT`)
  t.same(
    elements.map(({ ai, title, value }) => [ai, title, value]),
    [
      ['01', 'GTIN', GTIN],
      ['236', null, 'ABC'],
      ['10', 'BATCH/LOT', 'LOT'],
    ],
  )
  t.equal(valid, true)
  const unknown = read(`]C101${GTIN}891234${GS}10LOT`)
  t.same(
    unknown.elements.map(({ ai }) => ai),
    ['01', '89', '10'],
  )
  t.same(
    unknown.problems.map(({ code, ai }) => [code, ai]),
    [['UNKNOWN_AI', '89']],
  )
})

t.test('a separator that a wedge swallowed is never guessed in silence', async (t) => {
  for (const tail of ['10ABC12317251231', '10ABC12321XYZ789', '10ABC12399TESTING', '21S1110LOT']) {
    const { problems, otherReadings } = read(`]C101${GTIN}${tail}`)
    t.ok(
      problems.some(({ code }) => code === 'SEPARATOR_MISSING'),
      tail,
    )
    t.ok(otherReadings.length > 0)
  }
  t.equal(read(`01${GTIN}10ABC12317251231`).otherReadings[0], `(01)${GTIN}(10)ABC123(17)251231`)
  t.same(codes(`]C101${GTIN}17251231${GS}10ABC12321XYZ`), [], 'this scanner sends separators')
  t.same(codes(`]C101${GTIN}10ABC12317251231`, { sendsSeparator: true }), [], 'as its test has shown')
  t.same(codes(`]C101${GTIN}10ABC-2024`), [], 'a year at the end is no variant')
})

t.test('what a wedge writes for the separator is told, and read once somebody has said so', async (t) => {
  for (const sign of ['^', '{GS}', '<GS>', '~1']) {
    const text = `]C101${GTIN}10ABC${sign}17251231`
    t.ok(codes(text).includes('SEPARATOR_WRITTEN_AS'), sign)
    t.same(codes(text, { separatorSign: sign }), [], sign)
    t.equal(read(text, { separatorSign: sign }).elements.length, 3)
  }
})

t.test('what is no GS1 code is kept as it is', async (t) => {
  t.same(codes('A-01-02-3'), ['NOT_GS1'])
  t.same(codes(']C0A-01-02-3'), [], 'the scanner says itself that it is plain')
  t.equal(readScan(']C0A-01-02-3').text, 'A-01-02-3')
  t.equal(readScan('A-01-02-3').text, 'A-01-02-3')
  t.same(codes(''), ['EMPTY_SCAN'])
  t.same(codes(']c1010950110153000'), ['UNKNOWN_SYMBOLOGY'], 'Caps Lock')
  t.same(codes('x'.repeat(9000)), ['SCAN_TOO_LONG'])
})

t.test('a bracket may stand in a value', async (t) => {
  const { elements, elementString } = read(`(01)${GTIN}(10)A\\(1)B`)
  t.equal(elements[1]?.value, 'A(1)B')
  t.equal(elementString, `01${GTIN}10A(1)B`)
})

t.test('the second code of a composite symbol belongs to the first', async (t) => {
  const { hri } = read(`]E0${GTIN.slice(1)}|]e010LOT${GS}3103001234`)
  t.same(hri, [`(01) ${GTIN}`, '(10) LOT', '(3103) 001234'])
})
