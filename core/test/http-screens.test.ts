import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import t from 'tap'
import { createTestDatabase, type TestDatabase } from '../src/testing/test-database.ts'
import { buildCratesApp } from './http-fixture.ts'

let platform: TestDatabase
t.before(async () => {
  platform = await createTestDatabase(t)
})

t.test('the screens come from their folder and from nowhere else', async (t) => {
  const folder = t.testdir({
    dist: {
      'index.html': '<script>1</script><script type="module" src="/assets/a-1.js"></script>',
      '.env': 'x',
      assets: { 'a-1.js': '1', 'a-1.js.map': '{}' },
    },
    'outside.txt': 'x',
  })
  const screens = await buildCratesApp(platform.database, { adminFolder: join(folder, 'dist') })
  t.teardown(() => screens.close())
  const html = { accept: 'text/html,*/*' }
  for (const url of ['/', '/items/5', '/locations?sort=code']) {
    const answer = await screens.inject({ url, headers: html })
    t.equal(answer.statusCode, 200, url)
    t.match(answer.headers['content-type'], /^text\/html/)
    t.match(answer.headers['content-security-policy'], /script-src 'self' 'sha256-a4ayc\/80/)
    t.equal(answer.headers['cache-control'], 'no-cache')
    t.equal(answer.headers['x-frame-options'], 'DENY')
  }
  const asset = await screens.inject('/assets/a-1.js')
  t.equal(asset.statusCode, 200)
  t.match(asset.headers['cache-control'], /immutable/)
  const refused = [
    '/outside.txt',
    '/../outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e/outside.txt',
    '/assets/..%5c..%5coutside.txt',
    '/.env',
    '/assets/a-1.js.map',
    '/assets/a-2.js',
    '/api/v1/nowhere',
    '/health/nowhere',
    '/%00',
  ]
  for (const url of refused) {
    const answer = await screens.inject({ url, headers: html })
    t.ok([400, 404].includes(answer.statusCode), `${url}: ${answer.statusCode}`)
  }
})

t.test('what is large goes in brotli to whoever reads it, and says the same', async (t) => {
  const folder = t.testdir({
    'index.html': '<p>Stock</p>',
    assets: { 'a-1.js': 'plain', 'a-1.js.br': brotliCompressSync('small') },
  })
  const screens = await buildCratesApp(platform.database, { adminFolder: folder })
  t.teardown(() => screens.close())
  const brotli = { 'accept-encoding': 'gzip, br' }
  const asset = await screens.inject({ url: '/assets/a-1.js', headers: brotli })
  t.equal(asset.headers['content-encoding'], 'br')
  t.equal(String(brotliDecompressSync(asset.rawPayload)), 'small')
  t.equal((await screens.inject('/assets/a-1.js')).body, 'plain')
  t.equal((await screens.inject({ url: '/assets/a-1.js.br', headers: brotli })).statusCode, 404)
  const not = { 'accept-encoding': 'br;q=0, identity' }
  t.equal(
    (await screens.inject({ url: '/items', headers: { ...not, accept: 'text/html' } })).body,
    '<p>Stock</p>',
  )
  const page = await screens.inject({ url: '/items', headers: { ...brotli, accept: 'text/html' } })
  t.equal(String(brotliDecompressSync(page.rawPayload)), '<p>Stock</p>')
  const plain = await screens.inject('/api/openapi.json')
  const described = await screens.inject({ url: '/api/openapi.json', headers: brotli })
  t.equal(described.headers['content-encoding'], 'br')
  t.match(described.headers.vary, 'accept-encoding')
  t.equal(String(brotliDecompressSync(described.rawPayload)), plain.body)
  t.ok(described.rawPayload.length < plain.rawPayload.length / 3)
  const short = await screens.inject({ url: '/api/v1/nowhere', headers: brotli })
  t.notOk(short.headers['content-encoding'], 'what fits into a packet goes as it is')
})
