import { definePlugin, type PdfDefinition, type ServiceContext } from '@stowage/sdk'
import t from 'tap'
import { extractText, getDocumentProxy } from 'unpdf'
import { createRenderer } from '../src/render/renderer.ts'
import { startPlatform } from '../src/testing/start-platform.ts'

const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

async function textOf(bytes: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)))
  return text
}

t.test(
  'a delivery note becomes a PDF that says what the document says, on pages that know their number',
  async (t) => {
    let context: ServiceContext | undefined
    const notes = definePlugin({
      name: 'notes',
      version: '0.1.0',
      services: (given) => {
        context = given
        return {}
      },
    })
    await startPlatform(t, { plugins: [notes] })
    const bytes = await context!.render.pdf({
      info: { title: 'Note', author: undefined, subject: undefined, keywords: undefined },
      header: 'Ångström & Söhne – Ελλάδα – Москва',
      footer: { columns: ['Page {page} of {pages}'] },
      images: { logo: PNG },
      content: [
        { text: 'Delivery note 4711', style: 'title' },
        {
          table: {
            body: [
              ['SKU', 'Quantity'],
              ['A-1', '12.5 kg'],
            ],
          },
        },
        { image: 'logo', width: 20 },
        { qr: '(00)340123450000000018' },
        { text: 'Second page', pageBreak: 'before' },
      ],
      styles: { title: { fontSize: 18, bold: true } },
    })
    t.equal(Buffer.from(bytes.subarray(0, 5)).toString(), '%PDF-')
    const pages = await textOf(bytes)
    t.equal(pages.length, 2)
    t.match(pages[0], /Ångström & Söhne – Ελλάδα – Москва/)
    t.match(pages[0], /Delivery note 4711/)
    t.match(pages[0], /A-1\s+12\.5 kg/)
    t.match(pages[0], /Page 1 of 2/)
    t.match(pages[1], /Second page[\s\S]*Page 2 of 2/)
  },
)

t.test('a document leads nowhere: no file, no address, no code', async (t) => {
  const { pdf } = createRenderer()
  const cases: Record<string, object> = {
    'a path': { content: { image: '/etc/passwd' } },
    'a path deep inside': { content: [{ columns: [{ stack: [{ image: '/etc/passwd' }] }] }] },
    'an address': { content: { image: 'http://169.254.169.254/latest' } },
    'a path among the pictures': { content: 'x', images: { a: '../secret.png' } },
    'an address with headers': { content: 'x', images: { a: { url: 'http://127.0.0.1/', headers: {} } } },
    'a vector picture': { content: { svg: '<svg><image href="/etc/passwd"/></svg>' } },
    'a vector picture as data': { content: { image: 'data:image/svg+xml;base64,PHN2Zy8+' } },
    'a file attached': { content: 'x', files: { a: { src: '/etc/passwd' } } },
    'a function': { content: 'x', footer: () => 'x' },
    'a font of one’s own': { content: { text: 'x', font: '/etc/passwd' } },
    'a member nobody knows': { content: 'x', patterns: {} },
    nothing: {},
    'a table that is none': { content: { table: { body: 'x' } } },
  }
  for (const [what, definition] of Object.entries(cases)) {
    await t.rejects(pdf(definition as PdfDefinition), { code: 'host.render_invalid' }, what)
  }
  let deep: unknown = 'x'
  for (let level = 0; level < 100; level++) deep = { stack: [deep] }
  await t.rejects(pdf({ content: deep }), { code: 'host.render_invalid' })
})

t.test('a document that is too long or takes too long is given up, and the next one is made', async (t) => {
  const line = { text: 'x', pageBreak: 'after' }
  const short = createRenderer({ maximumPages: 3 })
  await t.rejects(short.pdf({ content: Array(10).fill(line) }), {
    code: 'host.render_too_long',
    facts: { maximumPages: 3 },
  })
  const quick = createRenderer({ timeoutMs: 50 })
  await t.rejects(quick.pdf({ content: 'x' }), { code: 'host.render_timeout' })
  const many = await Promise.all([1, 2, 3].map((number) => short.pdf({ content: `Note ${number}` })))
  t.same((await Promise.all(many.map(textOf))).flat(), ['Note 1', 'Note 2', 'Note 3'])
})
