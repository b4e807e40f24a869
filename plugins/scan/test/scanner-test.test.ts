import t from 'tap'
import { GS } from '../src/gs1/element-string.ts'
import { code128Symbols, drawGs1128 } from '../src/scanner-test/code-128.ts'
import { diagnose, TEST_CODE } from '../src/scanner-test/diagnose.ts'
import { bytesOf, KeyText } from '../src/scanner-test/received.ts'

const findings = (received: string) => diagnose(received).map(({ finding }) => finding)

t.test('symbols of Code 128 are as wide as they have to be, and none comes twice', async (t) => {
  t.equal(new Set(code128Symbols).size, 107)
  for (const [value, symbol] of code128Symbols.entries()) {
    const widths = Array.from(symbol, Number)
    t.equal(
      widths.reduce((sum, width) => sum + width, 0),
      value === 106 ? 13 : 11,
      `${value}`,
    )
    const bars = widths.filter((_, place) => place % 2 === 0).reduce((sum, width) => sum + width, 0)
    t.equal(value === 106 || bars % 2 === 0, true, 'bars are an even number of modules')
  }
  const bars = drawGs1128({ digits: '01', elements: ['A'] })
  t.equal(
    bars.reduce((sum, width) => sum + width, 0),
    11 * 6 + 13,
  )
})

t.test('each way to set a scanner up is told from the others', async (t) => {
  t.same(findings(`]C1${TEST_CODE}\r`), [
    'content.right',
    'separator.sent',
    'identifier.sent',
    'suffix.enter',
  ])
  t.same(findings(`${TEST_CODE.replace(GS, '')}\t`), [
    'content.right',
    'separator.lost',
    'identifier.off',
    'suffix.tab',
  ])
  t.match(diagnose(`]C1${TEST_CODE.replace(GS, '{GS}')}`)[1], { finding: 'separator.written', sign: '{GS}' })
  t.match(diagnose(`]C1${TEST_CODE.replace(GS, '#!')}`)[1], { finding: 'separator.written', sign: '#!' })
  t.equal(findings(TEST_CODE.toUpperCase())[0], 'case.turned')
  t.equal(findings('4006381333931\r')[0], 'other.code')
  t.equal(findings(`]C1${TEST_CODE.replace('Ab', 'XX')}`)[0], 'content.changed')
})

t.test('control characters are collected by whichever keys stand for them', async (t) => {
  const keys = new KeyText()
  const press = (key: string, held: { isControl?: true; isAlt?: true } = {}) =>
    keys.press({ key, isControl: false, isAlt: false, ...held })
  for (const key of ['Shift', 'A', 'F8']) press(key)
  press(']', { isControl: true })
  for (const digit of '0029') press(digit, { isAlt: true })
  keys.releaseAlt()
  press('Enter')
  t.equal(keys.text, `A${GS}${GS}\r`)
  t.same(keys.otherKeys, ['F8'])
  t.same(bytesOf(`é${GS} `), [
    { hex: 'C3', shown: 'é' },
    { hex: 'A9', shown: '' },
    { hex: '1D', shown: 'GS' },
    { hex: '20', shown: 'space' },
  ])
})
