import t from 'tap'
import { drawLabel } from '../src/drawing/draw-label.ts'
import { writeZpl } from '../src/zpl/write-zpl.ts'
import { zplText } from '../src/zpl/zpl-text.ts'
import { readCodes } from './read-codes.ts'
import { warehouse } from './scene.ts'

const { done, create, post, bin } = await warehouse(t)

/** The texts of fields, as a printer reads them. */
function fieldsIn(zpl: string): string[] {
  return [...zpl.matchAll(/\^FH\^FD([^^~]*)\^FS/g)].map(([, data]) =>
    Buffer.from(
      data!.replace(/_([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    ).toString('utf8'),
  )
}

/** The label of an item with such a name. */
async function labelOf(name: string, sku: string) {
  const { id } = await create('/items', { sku, name, baseUnit: 'each' })
  return done('/preview', { kind: 'item', thing: id })
}

await t.test('an item named ^XZ~JR prints as such', async (t) => {
  const { zpl, picture } = await labelOf('^XZ~JR', '^XA^ID*:*.*^XZ')
  t.same([...zpl.matchAll(/\^XZ|\^XA|~/g)].map(String), ['^XA', '^XZ'], 'one label begins, and one ends')
  t.ok(fieldsIn(zpl).includes('^XZ~JR'))
  t.same(await readCodes(Buffer.from(picture, 'base64')), [']C0^XA^ID*:*.*^XZ'])
})

await t.test('whatever a name has in it, no command of ZPL comes of it', async (t) => {
  const nasty = [
    '^',
    '~',
    '_',
    '_5E',
    '\\&',
    '^FS^XZ',
    '>;>8',
    '^FN1',
    'ü^',
    '\u{1F4E6}^XA',
    '{name}',
    '^CI0',
  ]
  for (const name of nasty) {
    const text = zplText(name)
    t.notMatch(text, /[\^~\\]/, name)
    t.same(fieldsIn(`^FH^FD${text}^FS`), [name])
  }
})

await t.test('a name with umlauts stands on the label letter by letter', async (t) => {
  const { zpl, notices } = await labelOf('Größe Ä, crème brûlée', 'UML')
  t.ok(fieldsIn(zpl).includes('Größe Ä, crème brûlée'))
  t.same(
    notices.filter(({ isMended }: { isMended: boolean }) => !isMended),
    [],
  )
})

await t.test('an Arabic name is drawn in joined letters from right to left', async (t) => {
  const { zpl, notices } = await labelOf('شاي أخضر 500 غرام', 'ARA')
  t.notOk(notices.some(({ code }: { code: string }) => code === 'labels.letters_unknown'))
  const field = /\^FO(\d+),\d+\^GFA,\d+,\d+,(\d+),/.exec(zpl)
  t.ok(field, 'it is a picture')
  const right = Number(field![1]) + Number(field![2]) * 8
  t.ok(right > 740 && right <= 776, `it ends at the right of its frame: ${right}`)
})

await t.test(
  'a name of 200 characters is made smaller, and cut with a sign only where it must be',
  async (t) => {
    const long = `${'Screw, hexagon head, stainless, '.repeat(6)}M8 x 40`
    const { zpl, notices } = await labelOf(long, 'LONG')
    const words = fieldsIn(zpl).slice(0, -3).join(' ')
    t.ok(long.startsWith(words.replace(/…$/, '')), words)
    t.equal(
      words.endsWith('…'),
      notices.some(({ code }: { code: string }) => code === 'labels.text_cut'),
    )
    const { zpl: one } = await labelOf('x'.repeat(200), 'ONE-WORD')
    t.ok(fieldsIn(one).length >= 3, 'a word without end goes on in the next line')
  },
)

await t.test('no letter is parted from its marks, and no line leaves its frame', async (t) => {
  const readBack = () => undefined
  const text = 'e\u0301'.repeat(100)
  const element = { type: 'text', x: 0, y: 0, width: 20, height: 5, text: '{name}', size: 4 } as const
  const options = { values: { name: text }, resolution: 8, readBack }
  const label = drawLabel({ width: 20, height: 5, elements: [element] }, options)
  t.match(label.notices, [{ code: 'labels.text_cut' }])
  t.ok(writeZpl([label], 1).startsWith('^XA'))
})

await t.test('a case’s label has the case’s GTIN, and what has no case is refused', async (t) => {
  const { id } = await create('/items', {
    sku: 'CASED',
    name: 'Oat drink',
    baseUnit: 'each',
    gtin: '4006381333931',
  })
  const level = { item: id, name: 'case', numerator: 12, gtin: '19501101530000' }
  await create('/items/packaging-levels', level)
  const { picture } = await done('/preview', { kind: 'item', thing: id, level: 'case' })
  t.same(await readCodes(Buffer.from(picture, 'base64')), [`]C101${level.gtin}`])
  const { jobs } = await done('/print-jobs', { kind: 'item', ids: [id], level: 'Case' })
  t.match(jobs, [{ state: 'printed' }])
  for (const [wish, code] of [
    [{ kind: 'item', ids: [id], level: 'pallet' }, 'labels.level_unknown'],
    [{ kind: 'location', ids: [bin], level: 'case' }, 'labels.level_of_other_kind'],
  ] as const) {
    t.match(await post('/print-jobs', wish), { status: 422, body: { code } })
  }
})
