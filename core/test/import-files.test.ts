import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PluginDeclaration } from '@stowage/sdk'
import t from 'tap'
import { Type } from 'typebox'
import { readXlsx } from '../src/imports/reading/read-xlsx.ts'
import type { SheetRow } from '../src/imports/reading/sheet.ts'
import { packArchive } from './archive-maker.ts'
import { type ImportDesk, openImportDesk } from './import-desk.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** A workbook as a spreadsheet of others writes it: texts in a table, formats, a second sheet. */
function workbook(sheet: string, more: { readonly strings?: string; readonly head?: string } = {}): Buffer {
  const rel = (id: string, target: string) => `<Relationship Id="${id}" Type="x" Target="${target}"/>`
  const files = {
    '[Content_Types].xml':
      '<Types><Override PartName="/xl/workbook.xml" ContentType="application/' +
      'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    'xl/workbook.xml':
      `<workbook xmlns="${MAIN}" xmlns:r="r"><sheets><sheet name="Notes" sheetId="1" r:id="rId2"/>` +
      '<sheet name="Données" sheetId="2" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}">${rel('rId1', 'worksheets/a.xml')}${rel('rId2', '/xl/worksheets/b.xml')}</Relationships>`,
    'xl/styles.xml':
      `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="170" formatCode="00000"/>` +
      '<numFmt numFmtId="171" formatCode="dd\\/mm\\/yyyy"/></numFmts>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml':
      more.strings ??
      '<sst><si><t>SKU</t></si><si><t>Name</t></si><si><r><t>Lon</t></r><r><t>g nut</t></r></si></sst>',
    'xl/worksheets/a.xml': `${more.head ?? ''}<worksheet xmlns="${MAIN}"><sheetData>${sheet}</sheetData></worksheet>`,
    'xl/worksheets/b.xml': `<worksheet xmlns="${MAIN}"><sheetData/></worksheet>`,
  }
  return packArchive(Object.entries(files).map(([name, content]) => ({ name, content })))
}

async function checked(desk: ImportDesk, content: string | Buffer, name = 'items.csv') {
  const { status, body } = await desk.upload('items', content, name)
  t.equal(status, 201, JSON.stringify(body))
  return desk.command(body.id, 'check')
}

t.test('a workbook keeps leading zeros, texts in pieces, gaps and days', async (t) => {
  const desk = await openImportDesk(t)
  const rows =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t>Weight</t></is></c></row>' +
    '<row r="3"><c r="A3" s="1"><v>42</v></c><c r="B3" t="s"><v>2</v></c><c r="D3"><v>1.5E1</v></c></row>' +
    '<row r="4"><c r="A4" t="str"><v>0007</v></c><c r="B4"><v>4006381333931</v></c></row>'
  const path = join(t.testdir(), 'a.xlsx')
  await writeFile(path, workbook(rows))
  const read: SheetRow[] = []
  for await (const some of readXlsx(path, 'Données')) read.push(...some)
  t.same(read, [
    { number: 1, cells: ['SKU', 'Name', null, 'Weight'] },
    { number: 3, cells: ['00042', 'Long nut', null, 15] },
    { number: 4, cells: ['0007', 4006381333931] },
  ])
  const { body } = await desk.upload('items', await readFile(path), 'a.xlsx')
  t.match(body, { code: 'imports.no_rows' }, 'the first sheet is empty, and it says so')
})

t.test('what a list gives as a file is known again, row by row', async (t) => {
  const desk = await openImportDesk(t)
  const { administrator, app } = desk.platform
  const cells = ['=1+1', "'=x", '-2', '00012', 'say "hi"', 'a;b', 'ß €']
  const file = `sku,name,weightGrams\n${cells.map((cell, n) => `"${cell.replaceAll('"', '""')}",Item ${n},${n}.25`).join('\n')}\n`
  const first = await checked(desk, file)
  t.match(await desk.command(first.id, 'run'), { created: cells.length, refused: 0 })
  for (const format of ['csv', 'xlsx']) {
    const answer = await app.inject({
      url: `/api/v1/items?format=${format}`,
      headers: { cookie: administrator.cookie },
    })
    const again = await checked(desk, answer.rawPayload, `items.${format}`)
    t.match(again, { checked: { unchanged: cells.length, updated: 0, created: 0, refused: 0 } }, format)
  }
})

t.test('text is read in whatever encoding it was written', async (t) => {
  const desk = await openImportDesk(t)
  const text = 'sku;name\r\nÉ-1;Crème brûlée\r\n'
  const cases: [string, Buffer][] = [
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['windows-1252', Buffer.from(text, 'latin1')],
  ]
  for (const [encoding, content] of cases) {
    const { body } = await desk.upload('items', content)
    t.match(body, { format: { encoding }, sample: [['É-1', 'Crème brûlée']] }, encoding)
  }
  const { body } = await desk.upload('items', Buffer.from(text, 'latin1'))
  const wrong = await desk.change(body.id, { format: { kind: 'csv', encoding: 'utf-8', delimiter: ';' } })
  t.match(wrong, { status: 422, body: { code: 'imports.wrong_encoding' } })
})

t.test('what is no table, or is made to do harm, is refused in a sentence and leaves nothing', async (t) => {
  const desk = await openImportDesk(t)
  const entity = '<!DOCTYPE x [<!ENTITY a "b">]>'
  const bomb = packArchive([{ name: 'xl/workbook.xml', content: Buffer.alloc(150 * 1024 * 1024) }])
  const cases: [Buffer | string, string, RegExp | string][] = [
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 'x.csv', 'imports.no_table'],
    [bomb, 'x.xlsx', 'host.file_archive_refused'],
    [workbook('', { head: entity }), 'x.xlsx', 'host.file_archive_refused'],
    [packArchive([{ name: 'a.txt', content: 'x' }]), 'x.xlsx', 'imports.xlsx_broken'],
    [Buffer.from('PK\x03\x04 and nothing more'), 'x.xlsx', 'host.file_archive_refused'],
    ['', 'x.csv', 'host.file_empty'],
    ['sku,name\n', 'x.csv', 'imports.no_rows'],
    ['sku,name\nA,"never closed\nB,x\n', 'x.csv', 'imports.quote_not_closed'],
    [`sku,name\nA,${'x'.repeat(40_000)}\n`, 'x.csv', 'imports.cell_too_long'],
    [`sku${','.repeat(600)}\nA\n`, 'x.csv', 'imports.too_many_columns'],
  ]
  for (const [content, name, code] of cases) {
    const { status, body } = await desk.upload('items', content, name)
    t.match(body, { code }, `${code}: ${JSON.stringify(body).slice(0, 200)}`)
    t.ok(status >= 400 && status < 500)
  }
  t.match(await desk.platform.query('select count(*)::int as count from host.file'), [{ count: 0 }])
  const quoted = `sku,name\nA,x\n${'B,y\n'.repeat(2_000)}C,"open\n${'D,z\n'.repeat(50)}`
  const late = await checked(desk, quoted)
  t.match(late, { state: 'failed', failure: { code: 'imports.quote_not_closed', detail: /row 2003/ } })
  const more = await desk.upload('items', Buffer.alloc(1024), 'x.csv')
  t.equal(more.body.code, 'imports.no_table')
  const { headers, payload } = { headers: { 'content-length': String(201 * 1024 * 1024) }, payload: 'x' }
  const large = await desk.platform.administrator.send({
    method: 'POST',
    url: '/api/v1/imports?importable=items',
    headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
    payload,
  })
  t.match(large.body, { code: 'host.file_too_large' })
})

t.test('a file of names that mean something to JavaScript is only a file', async (t) => {
  const desk = await openImportDesk(t)
  const { body } = await desk.upload('items', '__proto__,constructor,sku,name\nx,y,A,Nut\n')
  const named = await desk.change(body.id, { mapping: { __proto__x: { index: 0 } } })
  t.match(named, { status: 422, body: { code: 'imports.column_unknown' } })
  await desk.command(body.id, 'check')
  t.match(await desk.command(body.id, 'run'), { created: 1 })
  t.equal(({} as { x?: unknown }).x, undefined)
})

t.test(
  'a cell can hold several words of a field, as people write them and as files of lists do',
  async (t) => {
    const words = ['nuts', 'milk'].map((word) => Type.Literal(word))
    const pantry: PluginDeclaration = {
      name: 'pantry',
      version: '1.0.0',
      fields: {
        'items.item': Type.Object({
          allergens: Type.Array(Type.Union(words), { title: 'Allergens', 'x-filter': true }),
        }),
      },
    }
    const desk = await openImportDesk(t, [pantry])
    const file =
      'sku,name,Allergens\nA,Muesli,"Nuts, milk"\nB,Cake,"[""nuts""]"\nC,Water,\nD,Soup,"nuts; stone"\n'
    const first = await checked(desk, file)
    t.match(await desk.command(first.id, 'run'), { created: 3, refused: 1 })
    t.match(await desk.refused(first.id), [{ problems: [{ code: 'imports.not_a_choice' }] }])
    const { administrator } = desk.platform
    const found = await administrator.send({
      url: '/api/v1/items?fields.pantry.allergens[has]=nuts&sort=sku',
    })
    t.strictSame(
      found.body.data.map(({ fields }: { fields: { pantry: object } }) => fields.pantry),
      [{ allergens: ['nuts', 'milk'] }, { allergens: ['nuts'] }],
    )
  },
)
