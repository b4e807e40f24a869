import { readFileSync } from 'node:fs'
import t from 'tap'
import { runStowage } from '../../../tests/platform/node-process.ts'
import { answerOf, type ScanAnswer } from '../src/answer.ts'
import { GS } from '../src/gs1/element-string.ts'
import { readScan } from '../src/gs1/read-scan.ts'

/*
 * Scans that somebody may well send and that are easily read wrongly: keys of every length, identifiers,
 * separators where none belongs, values one character too long, days that no month has, what must not stand
 * beside what, brackets and addresses of every kind. Each line has the problems that there are, or ok, and
 * the scan as JSON. All were held against the reader that GS1 itself gives out; where ours says otherwise,
 * it is because it knows more kinds of barcode, reads the second code of a label together with the first,
 * or keeps an AI that is not assigned yet.
 */
const nasty = readFileSync(new URL('./nasty-scans.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => {
    const [codes = ''] = line.split(' ', 1)
    return { codes, scan: JSON.parse(line.slice(codes.length + 1)) as string }
  })

const { code, stdout, stderr } = await runStowage({
  args: ['scan', '--json', '--sends-gs'],
  env: {},
  input: `${nasty.map(({ scan }) => scan).join('\n')}\n`,
})
if (code !== 0) throw new Error(stderr)
const answers: ScanAnswer[] = stdout
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line))
const ask = (scans: readonly string[]) =>
  scans.map((scan) => answerOf(readScan(scan, { sendsSeparator: true })))
const told = ({ problems }: ScanAnswer) =>
  problems.map(({ code, ai }) => code + (ai === null ? '' : `(${ai})`)).join(',') || 'ok'

const problemsOf = ({ problems }: ScanAnswer) => problems.map(({ message }) => message)

t.test('each nasty scan is judged as the standard judges it, in its own line', async (t) => {
  t.ok(nasty.length > 400)
  t.equal(answers.length, nasty.length)
  for (const [n, { codes, scan }] of nasty.entries()) {
    const answer = answers[n]!
    t.equal(told(answer), codes, JSON.stringify(scan))
    t.equal(answer.valid, codes === 'ok')
    t.same(
      answer.hri,
      answer.elements.map(({ ai, value }) => `(${ai}) ${value}`),
    )
    t.notOk(
      problemsOf(answer).some((message) => /undefined|\{\w+\}/.test(message)),
      scan,
    )
  }
})

t.test('what was read is written so that it reads the same', async (t) => {
  const right = answers.filter(({ valid, elements }) => valid && elements.length > 0)
  const strings = ask(right.map(({ elementString }) => `]C1${elementString}`))
  for (const [n, { elements, input }] of right.entries()) t.same(strings[n]!.elements, elements, input)
  const linked = right.filter(({ digitalLink }) => digitalLink !== null)
  t.ok(linked.length > 100)
  const links = ask(linked.map(({ digitalLink }) => digitalLink!))
  const sorted = ({ hri }: ScanAnswer) => [...new Set(hri)].sort()
  for (const [n, answer] of linked.entries()) t.same(sorted(links[n]!), sorted(answer), answer.input)
  const printed = ask(right.map(({ hri }) => hri.join(' ').replaceAll(/\((?!\d{2,4}\) )/g, '\\(')))
  for (const [n, { elements, input }] of right.entries()) t.same(printed[n]!.elements, elements, input)
  t.equal(
    right.some(({ elementString }) => elementString?.endsWith(GS)),
    false,
  )
})
