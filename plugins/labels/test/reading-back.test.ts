import { randomUUID } from 'node:crypto'
import t from 'tap'
import { rawPrinter } from './printers.ts'
import { pagesOf, readCodes } from './read-codes.ts'
import { GTIN, warehouse } from './scene.ts'

const scene = await warehouse(t)
const { done, create, platform } = scene
const paper = await rawPrinter(t)
const pdfPrinter = await scene.addPrinter(paper.port, { language: 'pdf', resolution: 12 })
const GS = '\u001d'

/** What a label says as ZPL, alike at both resolutions. */
async function zplCodes(kind: string, thing: string, design?: object): Promise<string[]> {
  const read: string[][] = []
  for (const resolution of [8, 12]) {
    const { picture } = await done('/preview', { kind, thing, resolution, ...(design && { design }) })
    read.push(await readCodes(Buffer.from(picture, 'base64')))
  }
  t.same(read[1], read[0], 'at 300 dots per inch as at 203')
  return read[0]!
}

/** What labels say as PDF, a page each. */
async function pdfCodes(kind: string, ids: readonly string[], design?: object): Promise<string[][]> {
  const template = design && (await done('/templates', { name: randomUUID(), kind, ...design })).id
  await done('/print-jobs', { kind, ids, printer: pdfPrinter, ...(template && { template }) })
  await platform.settle()
  return Promise.all((await pagesOf(paper.taken.at(-1)!)).map(readCodes))
}

/** The same of one label, which has to be the same. */
async function codesOf(kind: string, thing: string, design?: object): Promise<string[]> {
  const codes = await zplCodes(kind, thing, design)
  t.same(await pdfCodes(kind, [thing], design), [codes], 'as PDF as by ZPL')
  return codes
}

/** A design of one barcode. */
const alone = (symbology: string, content: string, more = {}) => ({
  width: 200,
  height: 60,
  elements: [{ type: 'code', x: 2, y: 2, width: 196, height: 56, symbology, content, ...more }],
})

await t.test(
  'what the labels of the house say is what the reader of scans takes for the same thing',
  async (t) => {
    const cases = [
      ['item', scene.item, `]C101${GTIN}`, 'item'],
      ['lot', scene.lot, `]d201${GTIN}17271231${'10AB-123'}`, 'item'],
      ['location', scene.bin, ']Q1A-01', 'location'],
    ] as const
    for (const [kind, thing, code, resolvedKind] of cases) {
      t.same(await codesOf(kind, thing), [code], kind)
      const { body } = await platform.administrator.send({
        method: 'POST',
        url: '/api/v1/scan',
        payload: { scan: code },
      })
      t.match(body.resolved, { outcome: 'one', thing: { kind: resolvedKind } }, `${kind} is found again`)
      if (kind !== 'location') t.equal(body.valid, true)
    }
  },
)

await t.test('a pallet’s label says its SSCC, and a plate without one says its code', async (t) => {
  const { body } = await platform.administrator.send({
    url: `/api/v1/locations/handling-units/${scene.unit}`,
  })
  t.match(body.code, /^\d{18}$/)
  t.same(await codesOf('unit', scene.unit), [`]C100${body.code}`])
  const { id, code } = await create('/locations/handling-units', { code: 'LPN-x>7' })
  t.same(await codesOf('unit', id), [`]C0${code}`])
})

await t.test('each kind of GS1 code has FNC1 where the standard needs it, and nowhere else', async (t) => {
  const content = '(10){lot}(01){gtin}(21)7%_>(17){expiresOn}'
  const said = `10AB-123${GS}01${GTIN}217%_>${GS}17271231`
  for (const [symbology, identifier] of [
    ['gs1-128', ']C1'],
    ['gs1-datamatrix', ']d2'],
    ['gs1-qr', ']Q3'],
  ] as const) {
    t.same(await codesOf('lot', scene.lot, alone(symbology, content)), [identifier + said], symbology)
  }
})

await t.test('digits and letters in any mixture are read back from Code 128 as they are', async (t) => {
  const codes = ['A1', '12', '123', 'AB123456', '1234AB', '12345678>', 'a>0>8b', '~7|{}`', '00000001X23456']
  const ids: string[] = []
  for (const sku of codes) {
    ids.push((await create('/items', { sku, name: sku, baseUnit: 'each' })).id)
    t.same(await zplCodes('item', ids.at(-1)!, alone('code-128', '{sku}')), [`]C0${sku}`], sku)
  }
  t.same(
    await pdfCodes('item', ids, alone('code-128', '{sku}')),
    codes.map((sku) => [`]C0${sku}`]),
  )
})

await t.test(
  'a thing without GS1 data gets what the template says instead, in the same kind of code',
  async (t) => {
    const { id } = await create('/items', { sku: 'NO-GTIN', name: 'Without a GTIN', baseUnit: 'each' })
    t.same(await codesOf('item', id), [']C0NO-GTIN'])
    const { id: odd } = await create('/items/lots', { item: scene.item, name: 'Charge ü' })
    t.same(await codesOf('lot', odd), [']d1Charge ü'], 'GS1 has no ü')
  },
)
