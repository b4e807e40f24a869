import type { PluginDeclaration } from '@stowage/sdk'
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { Type } from 'typebox'
import yauzl from 'yauzl'
import { buildApp } from '../src/app.ts'
import { defineList } from '../src/http/list/define-list.ts'
import { readCsvCell, writeCsv } from '../src/http/list/list-csv.ts'
import { XLSX } from '../src/http/list/list-xlsx.ts'
import { accessFor, actorWith } from './http-fixture.ts'
import { COUNT, type ManyCrates, startManyCrates } from './many-crates.ts'

let crates: ManyCrates
t.before(async () => {
  crates = await startManyCrates(t)
})

t.test('a CSV is the whole list, and read back it is the same', async (t) => {
  const answer = await crates.get({ sort: '-weight,code' }, { accept: 'text/csv' })
  t.equal(answer.statusCode, 200)
  t.match(answer.headers['content-type'], /^text\/csv; charset=utf-8/)
  t.equal(answer.headers['content-disposition'], 'attachment; filename="crates.csv"')
  t.match(answer.body, /^id,code,weight,colour,filledOn,seenAt,isSealed,pieces,shelf\.aisle,shelf\.level\r\n/)
  const rows: Record<string, string>[] = parse(answer.body, { columns: true, relax_column_count: false })
  const expected = await crates.walk({ sort: '-weight,code' })
  t.equal(rows.length, COUNT)
  t.same(
    rows.map((row) => ({ ...row, code: readCsvCell(row.code!) })),
    expected.map((crate) => ({
      id: crate.id,
      code: crate.code,
      weight: String(crate.weight),
      colour: crate.colour ?? '',
      filledOn: crate.filledOn ?? '',
      seenAt: crate.seenAt,
      isSealed: String(crate.isSealed),
      pieces: String(crate.pieces),
      'shelf.aisle': crate.shelf?.aisle ?? '',
      'shelf.level': String(crate.shelf?.level ?? ''),
    })),
  )
  t.notMatch(
    rows.map(({ code }) => code).join('\n'),
    /^[=+@\t-]/m,
    'no spreadsheet takes a text for a formula',
  )
  t.match(answer.body, /,-3,/, 'a negative number stays a number')
})

t.test('no cell of a CSV becomes a formula where a semicolon parts cells, or letters are wide', async (t) => {
  const dangers = ['a;=1+1', 'b\t=1+1', 'c|=1+1', '\n=1+1', '＝1+1', '＠SUM(A1)', '－2']
  const text = writeCsv(dangers.map((danger) => [danger]))
  for (const delimiter of [',', ';', '\t', '|']) {
    const cells = parse(text, { delimiter, relax_quotes: false }) as string[][]
    t.strictSame(
      cells.map(([cell]) => readCsvCell(cell!)),
      dangers,
      `parted by ${JSON.stringify(delimiter)}`,
    )
    t.ok(cells.every((row) => row.every((cell) => !/^[=+\-@\t\r\n＝＋－＠]/.test(cell))))
  }
})

t.test('all rows come as a workbook, texts as they are and figures as figures', async (t) => {
  const answer = await crates.get({ format: 'xlsx', sort: '-weight,code' })
  t.equal(answer.headers['content-disposition'], 'attachment; filename="crates.xlsx"')
  t.match(answer.headers['content-type'], /spreadsheetml/)
  const sheet = await unpack(answer.rawPayload, 'xl/worksheets/sheet1.xml')
  const rows = [...sheet.matchAll(/<row>(.*?)<\/row>/gs)].map(([, cells]) => cells!)
  t.equal(rows.length, COUNT + 1)
  t.match(rows[0], /<t xml:space="preserve">code<\/t>/)
  t.ok(sheet.includes('<v>123456789.123456</v>'), 'a figure is a figure')
  t.ok(sheet.includes('<c t="b"><v>1</v></c>'), 'and a yes is one')
  t.ok(sheet.includes('<t xml:space="preserve">=1+1</t>'), 'what looks like a formula is a text')
  t.ok(sheet.includes('two&#13;\nlines'), 'lines stay lines')
  t.ok(sheet.includes('say "hi"') && !sheet.includes("'=1+1"))
  const byHeader = await crates.get({}, { accept: XLSX })
  t.equal(byHeader.headers['content-type'], answer.headers['content-type'])
})

t.test('a long CSV is many pages, each in a transaction of its own', async (t) => {
  const list = defineList({
    from: (trx) => trx.fromRaw('generate_series(1, 3500) as g(n)'),
    key: 'g.n',
    defaultSort: '-n',
    row: Type.Object({ n: Type.Integer() }),
    fields: { n: { column: 'g.n', type: 'integer', sort: true } },
  })
  let transactions = 0
  const stream = await list.csv((work) => {
    transactions += 1
    return crates.platform.database.transaction({ owners: 'all' }, work)
  }, {})
  let text = ''
  for await (const chunk of stream) text += chunk
  const numbers = text.trim().split('\r\n')
  t.equal(numbers.length, 3501)
  t.same([numbers[1], numbers[1001], numbers.at(-1)], ['3500', '2500', '1'])
  t.equal(transactions, 4)
})

t.test('a CSV that breaks off midway is seen to be broken, and one that nobody reads on ends', async (t) => {
  let pages = 0
  let breaksAt = 3
  const numbers: PluginDeclaration = {
    name: 'numbers',
    version: '0.1.0',
    permissions: { 'numbers.number.read': 'See numbers' },
    routes: () => async (scope) => {
      scope.list('', {
        permission: 'numbers.number.read',
        summary: 'List numbers',
        list: {
          from(trx) {
            pages += 1
            if (pages === breaksAt) throw new Error('the disk is gone')
            return trx.fromRaw('generate_series(1, 1000000) as g(n)')
          },
          key: 'g.n',
          defaultSort: 'n',
          row: Type.Object({ n: Type.Integer() }),
          fields: { n: { column: 'g.n', type: 'integer', sort: true } },
        },
      })
    },
  }
  const core = [accessFor({ all: actorWith('*') })]
  const server = await buildApp({ core, plugins: [numbers], database: crates.platform.database })
  t.teardown(() => server.close())
  const url = `${await server.listen({ port: 0, host: '127.0.0.1' })}/api/v1/numbers?format=csv`
  const headers = { authorization: 'Bearer all' }
  const broken = await fetch(url, { headers })
  t.equal(broken.status, 200)
  await t.rejects(broken.text())
  breaksAt = -1
  pages = 0
  const left = await fetch(url, { headers })
  const reader = left.body!.getReader()
  await reader.read()
  await reader.cancel()
  await server.close()
  t.ok(pages < 500, `${pages} of 1000 pages were read`)
})

/** One file of an archive, as a reader that checks sizes and sums gives it. */
async function unpack(archive: Buffer, name: string): Promise<string> {
  const zip = await yauzl.fromBufferPromise(archive)
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== name) continue
    const pieces: Buffer[] = []
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer)
    return Buffer.concat(pieces).toString()
  }
  throw new Error(`the archive has no ${name}`)
}
