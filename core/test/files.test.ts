import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { definePlugin, type ServiceContext } from '@stowage/sdk'
import t from 'tap'
import { systemActor } from '../src/access/system-actor.ts'
import { sweepFiles } from '../src/files/sweep-files.ts'
import { type Caller, startPlatform, type TestPlatform } from '../src/testing/start-platform.ts'
import { packArchive } from './archive-maker.ts'

const URL = '/api/v1/host/files'
const BOUNDARY = 'a-line-that-nobody-writes'
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const JPEG = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  Buffer.from('ffd9', 'hex'),
])
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')
const SHEET = [
  {
    name: '[Content_Types].xml',
    content:
      '<?xml version="1.0"?><Types><Override PartName="/xl/workbook.xml" ContentType="application/' +
      'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
  },
  { name: 'xl/workbook.xml', content: '<workbook/>' },
]

interface Part {
  readonly field?: string
  readonly name?: string | undefined
  readonly content: string | Buffer
}

function form(parts: readonly Part[]): { headers: Record<string, string>; payload: Buffer } {
  const pieces = parts.flatMap(({ field = 'file', name, content }) => {
    const fileName = name === undefined ? '' : `; filename="${name}"`
    return [
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"${fileName}\r\n`),
      Buffer.from(name === undefined ? '\r\n' : 'Content-Type: text/html\r\n\r\n'),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]
  })
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    payload: Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)]),
  }
}

function upload(caller: Caller, content: string | Buffer, name = 'note.txt', before: readonly Part[] = []) {
  return caller.send({ method: 'POST', url: URL, ...form([...before, { name, content }]) })
}

/** Everything in the folder, drafts too. */
const onDisk = ({ filesFolder }: Pick<TestPlatform, 'filesFolder'>) =>
  globSync('**/*', { cwd: filesFolder, withFileTypes: true }).filter((entry) => entry.isFile())

t.test('a file is stored by its content, and taken out as something to save', async (t) => {
  const platform = await startPlatform(t)
  const { administrator, filesFolder } = platform
  const stored = await upload(administrator, PNG, 'Dämmung.html')
  const sha256 = createHash('sha256').update(PNG).digest('hex')
  t.match(stored, {
    status: 201,
    body: { name: 'Dämmung.html', mediaType: 'image/png', sha256, owner: null },
  })
  const { id } = stored.body
  t.same(await readFile(join(filesFolder, sha256.slice(0, 2), `${id}.${sha256}`)), PNG)
  t.same((await administrator.send({ url: `${URL}/${id}` })).body, stored.body)
  const out = await platform.app.inject({
    url: `${URL}/${id}/content`,
    headers: { cookie: administrator.cookie, range: 'bytes=0-1' },
  })
  t.equal(out.statusCode, 200, 'whole, whatever range was asked for')
  t.same(out.rawPayload, PNG)
  t.match(out.headers, {
    'content-type': 'image/png',
    'content-disposition': `attachment; filename="D_mmung.html.png"; filename*=UTF-8''D%C3%A4mmung.html.png`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  t.match((await administrator.send({ url: URL })).body.data, [{ id, sizeBytes: PNG.length }])
  t.equal((await administrator.send({ method: 'DELETE', url: `${URL}/${id}` })).status, 204)
  t.equal((await administrator.send({ url: `${URL}/${id}/content` })).status, 404)
  const audit = await administrator.send({ url: '/api/v1/access/audit?entity=host.file&sort=at' })
  t.match(audit.body.data, [
    { action: 'create', entityId: id, after: { sha256 } },
    { action: 'remove', before: { name: 'Dämmung.html' } },
  ])
})

t.test('each kind of content that is stored is known without its name', async (t) => {
  const { administrator } = await startPlatform(t)
  const cases: [Buffer | string, string, string][] = [
    [JPEG, 'x.exe', 'image/jpeg'],
    [PDF, 'x', 'application/pdf'],
    ['sku;quantity\r\nA;1\n', 'stock.csv', 'text/csv'],
    ['Grüezi, 5 < 6 & 7 > 6\n', 'x.csv.txt', 'text/plain'],
    [packArchive(SHEET), 'x.bin', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    [packArchive([{ name: 'a/b.txt', content: 'x' }]), 'x.zip', 'application/zip'],
  ]
  for (const [content, name, mediaType] of cases) {
    t.match(await upload(administrator, content, name), { status: 201, body: { name, mediaType } }, mediaType)
  }
})

t.test(
  'what a browser would run, or what is two things at once, is refused and leaves nothing',
  async (t) => {
    const platform = await startPlatform(t)
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    const page = '<!doctype html><script>alert(1)</script>'
    const refused: [Buffer | string, string, string][] = [
      [svg, 'a.png', 'host.file_type_refused'],
      [`<?xml version="1.0"?>${svg}`, 'a.svg', 'host.file_type_refused'],
      [`\uFEFF \n${svg}`, 'a.txt', 'host.file_type_refused'],
      [page, 'a.html', 'host.file_type_refused'],
      [`a;b\n${page}`, 'a.csv', 'host.file_type_refused'],
      ['<a href=x>', 'a.txt', 'host.file_type_refused'],
      [Buffer.from(page, 'utf16le'), 'a.txt', 'host.file_type_refused'],
      [Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), 'a.txt', 'host.file_type_refused'],
      [Buffer.from('GIF89a\x01\0\x01\0', 'latin1'), 'a.gif', 'host.file_type_refused'],
      [Buffer.from([0xff, 0x41, 0x00]), 'a.txt', 'host.file_type_refused'],
      [Buffer.concat([PNG, Buffer.from(page)]), 'a.png', 'host.file_disguised'],
      [Buffer.concat([PNG, packArchive(SHEET)]), 'a.png', 'host.file_disguised'],
      [PNG.subarray(0, 50), 'a.png', 'host.file_disguised'],
      [Buffer.concat([JPEG, Buffer.from(page)]), 'a.jpg', 'host.file_disguised'],
      [
        Buffer.concat([JPEG.subarray(0, -2), Buffer.from(page), Buffer.from('ffd9', 'hex')]),
        'a.jpg',
        'host.file_disguised',
      ],
      [Buffer.concat([PDF, Buffer.from(page)]), 'a.pdf', 'host.file_disguised'],
      [Buffer.concat([PDF, packArchive(SHEET), Buffer.from('%%EOF')]), 'a.pdf', 'host.file_disguised'],
      [Buffer.from('RIFF\xff\xff\0\0WEBPVP8 aaaaaaaaaaaaaaaa', 'latin1'), 'a.webp', 'host.file_disguised'],
      ['', 'a.txt', 'host.file_empty'],
    ]
    for (const [content, name, code] of refused) {
      const { status, body } = await upload(platform.administrator, content, name)
      t.match(body, { code }, `${name}: ${String(content).slice(0, 40)}`)
      t.ok(status >= 400 && status < 500)
    }
    t.same((await platform.administrator.send({ url: URL })).body.data, [])
    t.same(onDisk(platform), [])
  },
)

t.test(
  'an archive that would fill a disk, lead out of its folder or fetch something is refused',
  async (t) => {
    const platform = await startPlatform(t)
    const zeros = Buffer.alloc(20 * 1024 * 1024)
    const entity = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    const many = Array.from({ length: 2001 }, (_, n) => ({ name: `f${n}`, content: 'x' }))
    const archives = {
      bomb: packArchive([{ name: 'zeros', content: zeros }]),
      'bomb that lies': packArchive([{ name: 'zeros', content: zeros, claimedBytes: 1000 }]),
      traversal: packArchive([{ name: '../../etc/cron.d/x', content: 'x' }]),
      absolute: packArchive([{ name: '/etc/passwd', content: 'x' }]),
      backslash: packArchive([{ name: '..\\..\\x', content: 'x' }]),
      link: packArchive([{ name: 'link', content: '/etc/passwd', mode: 0o120777 }]),
      encrypted: packArchive([{ name: 'x', content: 'x', flags: 1 }]),
      'many files': packArchive(many),
      entities: packArchive([...SHEET, { name: 'xl/sharedStrings.xml', content: entity }]),
      'entities in UTF-16': packArchive([{ name: 'a.xml', content: Buffer.from(entity, 'utf16le') }]),
      cut: packArchive(SHEET).subarray(0, 200),
    }
    for (const [what, archive] of Object.entries(archives)) {
      const { body } = await upload(platform.administrator, archive, 'a.xlsx')
      t.match(body, { status: 422, code: 'host.file_archive_refused' }, what)
    }
    t.same(onDisk(platform), [])
  },
)

t.test('a name is for people: what a machine would obey is refused', async (t) => {
  const platform = await startPlatform(t)
  const names = [
    '../a.txt',
    '..',
    '.htaccess',
    'a/b.txt',
    '..%5c..\\\\a',
    'C:\\\\a.txt',
    'a\u202etxt.exe',
    ' ',
    'a\tb',
  ]
  for (const name of [...names, 'x'.repeat(201), '\0']) {
    const { body } = await upload(platform.administrator, 'x', name)
    t.match(body, { code: /^host\.file_(name_invalid|form_invalid|missing)$/ }, JSON.stringify(name))
    t.ok(body.status >= 400 && body.status < 500)
  }
  t.match((await upload(platform.administrator, 'x', '%2e%2e%2fa.txt')).body, { name: '%2e%2e%2fa.txt' })
  t.equal(onDisk(platform).length, 1)
  for (const id of ['..%2f..%2fdatabase.json', '%2e%2e', '..%5cx', 'x%00', '1']) {
    const { status } = await platform.administrator.send({ url: `${URL}/${id}/content` })
    t.ok(status === 400 || status === 404, id)
  }
})

t.test('a form that is broken, or carries something else, is refused in words', async (t) => {
  const platform = await startPlatform(t)
  const { administrator } = platform
  const post = (request: object) => administrator.send({ method: 'POST', url: URL, ...request })
  const file = { name: 'a.txt', content: 'x' }
  const whole = form([file])
  const cases = {
    'no form': { payload: { file: 'x' } },
    'no file': form([{ field: 'owner', content: '01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f' }]),
    'two files': form([file, file]),
    'another part': form([{ field: 'colour', content: 'red' }, file]),
    'another file': form([{ field: 'picture', ...file }]),
    'a part behind the file': form([file, { field: 'owner', content: 'x' }]),
    'an owner that is none': form([{ field: 'owner', content: "' or 1=1" }, file]),
    'a prototype': form([{ field: '__proto__', content: 'x' }, file]),
    cut: { ...whole, payload: whole.payload.subarray(0, -20) },
    'no boundary': { ...whole, headers: { 'content-type': 'multipart/form-data' } },
    empty: { ...whole, payload: Buffer.alloc(0) },
  }
  for (const [what, request] of Object.entries(cases)) {
    const { status, body } = await post(request)
    t.ok(status >= 400 && status < 500, `${what}: ${status} ${body?.code}`)
    t.match(body.code, /^(host\.file_|http\.)/, what)
  }
  t.same(onDisk(platform), [])
  t.same((await administrator.send({ url: URL })).body.data, [])
})

t.test('what is too large ends early, and what breaks off leaves nothing', async (t) => {
  const platform = await startPlatform(t)
  const { administrator, app } = platform
  const large = await upload(administrator, Buffer.alloc(25 * 1024 * 1024 + 1, 'x'), 'large.txt')
  t.match(large.body, { status: 413, code: 'host.file_too_large', facts: { maximumBytes: 26214400 } })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = new globalThis.URL(address)
  const send = (head: readonly string[], body: string) => {
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('error', () => {})
    const lines = [
      `POST ${URL} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      `Cookie: ${administrator.cookie}`,
      ...head,
    ]
    const type = `Content-Type: multipart/form-data; boundary=${BOUNDARY}`
    socket.write(`${[...lines, type].join('\r\n')}\r\n\r\n${body}`)
    return socket
  }
  const announced = send(['Content-Length: 10737418240', 'Connection: close'], '')
  t.match(await text(announced), /^HTTP\/1\.1 413 [\s\S]*host\.file_too_large/, 'ten gigabytes, not read')
  announced.destroy()
  const start = form([{ name: 'a.txt', content: 'begun'.repeat(20_000) }])
    .payload.toString()
    .slice(0, -40)
  const cut = send(['Content-Length: 1000000'], start)
  await until(() => onDisk(platform).length === 1)
  cut.destroy()
  await until(() => onDisk(platform).length === 0)
  t.same((await administrator.send({ url: URL })).body.data, [])
})

t.test('an owner’s files are his: others see neither the file nor its content', async (t) => {
  const { administrator, withKey } = await startPlatform(t)
  const createOwner = async (name: string) =>
    (
      await administrator.send({
        method: 'POST',
        url: '/api/v1/access/owners',
        payload: { kind: 'client', name },
      })
    ).body.id
  const [acme, bolt] = [await createOwner('Acme'), await createOwner('Bolt')]
  const keyOf = async (owners: string[], permissions = ['host.file.read', 'host.file.write']) => {
    const payload = { name: `Key ${owners.join()}`, permissions, owners }
    const { body } = await administrator.send({ method: 'POST', url: '/api/v1/access/api-keys', payload })
    return withKey(body.token)
  }
  const hers = await keyOf([acme])
  const his = await keyOf([bolt])
  const both = await keyOf([acme, bolt])
  const file = await upload(hers, 'of Acme')
  t.match(file, { status: 201, body: { owner: acme } }, 'his own unless said')
  const { id } = file.body
  const house = await upload(administrator, 'of the house')
  for (const url of [`${URL}/${id}`, `${URL}/${id}/content`, `${URL}/${house.body.id}`]) {
    t.equal((await his.send({ url })).status, 404, url)
  }
  t.equal((await his.send({ method: 'DELETE', url: `${URL}/${id}` })).status, 404)
  t.equal((await hers.send({ url: `${URL}/${id}/content` })).text, 'of Acme')
  t.equal((await his.send({ url: URL })).body.data.length, 0)
  t.equal((await both.send({ url: URL })).body.data.length, 1)
  t.equal((await administrator.send({ url: `${URL}?owner=${acme}` })).body.data.length, 1)
  const ownerPart = (owner: string) => [{ field: 'owner', content: owner }]
  t.match((await upload(both, 'whose?')).body, { status: 422, code: 'host.file_owner_missing' })
  t.match((await upload(both, 'hers', 'a.txt', ownerPart(acme))).body, { owner: acme })
  t.match((await upload(his, 'not his', 'a.txt', ownerPart(acme))).body, {
    status: 422,
    code: 'access.owner_unknown',
  })
  const reader = await keyOf([acme], ['host.file.read'])
  t.equal((await upload(reader, 'x')).status, 403)
})

t.test('a plugin stores, keeps and opens files; what nothing keeps is gone after a day', async (t) => {
  let context: ServiceContext | undefined
  const notes = definePlugin({
    name: 'notes',
    version: '0.1.0',
    services: (given) => {
      context = given
      return {}
    },
  })
  const platform = await startPlatform(t, { plugins: [notes] })
  const { database, filesFolder, query } = platform
  const { files, transaction } = context!
  const by = { entity: 'notes.note', id: '01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f' }
  const kept = await transaction(systemActor, async (trx) => {
    const file = await files.save(trx, systemActor, { name: 'note.pdf', content: PDF })
    await files.keep(trx, file.id, by)
    await files.keep(trx, file.id, by)
    return file
  })
  const loose = await transaction(systemActor, (trx) =>
    files.save(trx, systemActor, {
      name: 'loose.txt',
      content: Readable.from([Buffer.from('lo'), Buffer.from('ose')]),
    }),
  )
  const rolledBack = transaction(systemActor, async (trx) => {
    await files.save(trx, systemActor, { name: 'gone.txt', content: Buffer.from('gone') })
    throw new Error('changed my mind')
  })
  await t.rejects(rolledBack, /changed my mind/)
  await t.rejects(
    transaction(systemActor, (trx) => files.remove(trx, systemActor, kept.id)),
    { code: 'host.file_in_use', facts: { count: 1, entity: 'notes.note' } },
  )
  t.same(await sweepFiles(database, filesFolder), { expired: 0, removed: 0 }, 'nothing goes before its time')
  await query("update host.file set created_at = now() - interval '25 hours'")
  await mkdir(join(filesFolder, 'incoming'), { recursive: true })
  await writeFile(join(filesFolder, 'incoming', 'left-by-a-crash'), 'x')
  for (const { parentPath, name } of onDisk(platform)) await utimes(join(parentPath, name), 1, 1)
  t.same(await sweepFiles(database, filesFolder), { expired: 1, removed: 3 })
  const { file, content } = await transaction(systemActor, (trx) => files.open(trx, kept.id))
  t.match(file, { name: 'note.pdf', mediaType: 'application/pdf', owner: 0 })
  t.equal(await text(content), PDF.toString())
  await t.rejects(
    transaction(systemActor, (trx) => files.open(trx, loose.id)),
    { code: 'http.row_not_found' },
  )
  await transaction(systemActor, async (trx) => {
    await files.letGo(trx, kept.id, by)
    await files.remove(trx, systemActor, kept.id)
  })
  await rm(filesFolder, { recursive: true })
  t.same(
    await sweepFiles(database, filesFolder),
    { expired: 0, removed: 0 },
    'a folder that is gone stops nobody',
  )
})

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !holds(); ) {
    if (Date.now() > end) throw new Error('it did not come to that within a minute')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
