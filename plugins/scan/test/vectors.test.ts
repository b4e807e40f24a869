import t from 'tap'
import { answerOf, type ScanAnswer } from '../src/answer.ts'
import { TABLE } from '../src/gs1/application-identifiers.ts'
import { GS } from '../src/gs1/element-string.ts'
import { linters } from '../src/gs1/linters/index.ts'
import { readScan } from '../src/gs1/read-scan.ts'
import { rowsOf } from '../tools/write-table.ts'
import { textOf, vectorsOf, withoutVectors } from './gs1-vectors.ts'

const read = (text: string) => answerOf(readScan(text))
const within = ({ problems }: ScanAnswer) => problems.filter(({ kind }) => kind !== 'association')
const withCarets = ({ elementString }: ScanAnswer) => `^${elementString?.replaceAll(GS, '^')}`
/** What a reader does that was told to be lenient, which ours is not. */
const LENIENT = ['permitConvenienceAlphas', 'PermitZeroSuppressedGTINinDLuris', 'PermitUnknownAIs']
const isLenient = (options: Readonly<Record<string, string>> = {}) =>
  LENIENT.some((option) => options[option] === 'true')

t.test('our table says what the dictionary of GS1 says', withoutVectors, async (t) => {
  t.same(TABLE.trim().split('\n'), rowsOf(textOf('gs1-syntax-dictionary.txt')))
})

t.test('each check of a value finds what GS1 finds', withoutVectors, async (t) => {
  const online = vectorsOf('linters').filter(
    ({ error }) => error !== 'GCP_DATASOURCE_OFFLINE' && error !== 'INVALID_GCP_PREFIX',
  )
  t.ok(online.length > 5_600)
  const wrong = online.filter(({ linter, input, error }) => linters[linter!]!(input!) !== error)
  t.same(wrong, [])
  for (const { bracketed, result } of vectorsOf('ai-linter-errors')) {
    t.equal(within(read(bracketed!))[0]?.code ?? 'OK', result, bracketed)
  }
})

t.test('what is printed in brackets is read as GS1 reads it', withoutVectors, async (t) => {
  for (const { bracketed, valid, unbracketed } of vectorsOf('element-strings-bracketed')) {
    const answer = read(bracketed!)
    t.equal(within(answer).length === 0, valid, bracketed)
    if (valid) t.equal(withCarets(answer), unbracketed)
  }
})

t.test('element strings are taken or refused as GS1 does it', withoutVectors, async (t) => {
  for (const { data, valid } of vectorsOf('element-strings-raw')) {
    const sent = data!.replaceAll('^', GS)
    t.equal(within(read(sent)).length === 0, valid, data)
    if (data!.startsWith('^')) t.equal(within(read(`]C1${sent.slice(1)}`)).length === 0, valid, `]C1 ${data}`)
  }
})

t.test('what stands beside what is judged as GS1 judges it', withoutVectors, async (t) => {
  for (const { bracketed, valid } of vectorsOf('ai-associations')) {
    t.equal(read(bracketed!).valid, valid, bracketed)
  }
})

t.test('check digits are right or wrong as GS1 has them', withoutVectors, async (t) => {
  for (const { good, bad } of vectorsOf('check-digits')) {
    t.equal(read(good!).valid, true, good)
    t.equal(read(bad!).problems[0]?.code, 'INCORRECT_CHECK_DIGIT', bad)
  }
})

t.test('Digital Links are read and written as GS1 does it', withoutVectors, async (t) => {
  for (const { uri, valid, unbracketed, options } of vectorsOf('digital-link-parse')) {
    if (isLenient(options)) continue
    const answer = read(uri!)
    t.equal(within(answer).length === 0, valid, uri)
    if (valid) t.equal(withCarets(answer), unbracketed)
  }
  for (const { bracketed, uri, options } of vectorsOf('digital-link-generate')) {
    if (isLenient(options)) continue
    const canonical = uri?.replace(/^https:\/\/example\.com/, 'https://id.gs1.org') ?? null
    t.equal(read(bracketed!).digitalLink, canonical, bracketed)
  }
})

t.test('what readers send with their identifiers is read as GS1 reads it', withoutVectors, async (t) => {
  for (const { scan, valid } of vectorsOf('scan-data-parse')) {
    t.equal(within(read(scan!)).length === 0, valid, scan)
  }
  for (const { scan } of vectorsOf('scan-data-generate')) {
    if (scan) t.same(within(read(scan)), [], scan)
  }
})

t.test('elements are written for people as GS1 writes them', withoutVectors, async (t) => {
  for (const { data, hri } of vectorsOf<{ data: string; hri: readonly string[] }>('hri')) {
    const sent = data.startsWith('^') ? data.replaceAll('^', GS) : data
    const withoutTitles = hri.map((line) => line.slice(line.indexOf('(')))
    t.same(read(sent).hri, withoutTitles, data)
  }
})
