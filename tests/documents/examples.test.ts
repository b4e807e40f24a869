import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { PluginDeclaration } from '@stowage/sdk'
import t from 'tap'
import { startPlatform } from '../../core/src/testing/start-platform.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const run = promisify(execFile)
const NEXT_BLOCK = '=== block'

/** A block of a document to run, and the answer that is printed below it, where one is. */
interface Example {
  readonly script: string
  readonly answer: Record<string, unknown> | undefined
}

async function examplesOf(path: string): Promise<Example[]> {
  const markdown = await readFile(join(root, path), 'utf8')
  const blocks = markdown.matchAll(/^```sh\n([\s\S]*?)^```\n(?:\n```json\n([\s\S]*?)^```)?/gm)
  return [...blocks].map(([, script, answer]) => ({
    script: script!,
    answer: answer === undefined ? undefined : JSON.parse(answer),
  }))
}

/** What a reader fills in by hand: the address, the password, and what an earlier answer told. */
function filledIn(script: string, given: Readonly<Record<string, string>>): string {
  return script.replace(/^([A-Z]+)=.*$/gm, (line, name: string) =>
    given[name] === undefined ? line : `${name}="${given[name]}"`,
  )
}

const hasCurl = await run('bash', ['-c', 'command -v curl sed']).then(
  () => true,
  () => false,
)

t.test('the walk in API.md goes as it is told', { skip: !hasCurl && 'curl is not here' }, async (t) => {
  const platform = await startPlatform(t)
  const { email, password } = platform.administrator
  t.equal(email, 'admin@stowage.local')
  const folder = await mkdtemp(join(tmpdir(), 'stowage-documents-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const told = (pattern: string) => `$(sed -n '/${pattern}/{s/.*${pattern}.*/\\1/p;q}' answers)`
  const given = {
    STOWAGE: await platform.app.listen({ host: '127.0.0.1', port: 0 }),
    PASSWORD: password,
    KEY: told('"token":"\\([^"]*\\)"'),
    MOVEMENT: told('"status":"posted","id":"\\([^"]*\\)"'),
  }
  const examples = await examplesOf('core/docs/API.md')
  const blocks = examples.map(({ script }) => `echo '${NEXT_BLOCK}'\n${filledIn(script, given)}`)
  const curl = 'curl() { command curl "$@"; echo; }'
  await writeFile(join(folder, 'walk'), ['exec > answers', curl, ...blocks].join('\n'))
  await run('bash', ['walk'], { cwd: folder })

  const answered = (await readFile(join(folder, 'answers'), 'utf8')).split(NEXT_BLOCK).slice(1)
  t.equal(answered.length, examples.length)
  for (const [i, { answer }] of examples.entries()) {
    const got = answered[i]!.split('\n').filter((line) => line.startsWith('{'))
    const answers = got.map((line) => JSON.parse(line))
    if (answer === undefined) t.notMatch(answers, [{ type: /^urn:stowage:error/ }], `block ${i}`)
    else t.same(shapeOf(answers.at(-1)), shapeOf(answer), `block ${i} answers in the shape that is printed`)
  }
  t.match(answered.join(''), /holds 12 of LAMP-7/)
  t.match(answered.join(''), /^id,owner,sku,name/m, 'the file for a spreadsheet')
  const stock = await platform.administrator.send({ url: '/api/v1/ledger/stock?by=item' })
  t.same(stock.body.data, [], 'after the reversal nothing is left')
})

/** Names all the way down, without the values; codes and outcomes stay. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, name === 'code' || name === 'status' ? inner : shapeOf(inner)]),
  )
}

t.test('the plugin in the SDK’s README refuses what it says', async (t) => {
  const [, source] = /^```ts\n([\s\S]*?)^```/m.exec(await readFile(join(root, 'sdk/README.md'), 'utf8')) ?? []
  // Within the repository, so that it finds the SDK as a plugin does.
  const folder = await mkdtemp(join(root, 'tests/documents/.plugin-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'index.ts'), source!)
  const { default: plugin } = (await import(pathToFileURL(join(folder, 'index.ts')).href)) as {
    default: PluginDeclaration
  }
  const { administrator } = await startPlatform(t, { plugins: [plugin] })
  const send = async (url: string, payload: object) =>
    (await administrator.send({ method: 'POST', url, payload })).body
  const company = '00000000-0000-7000-8000-000000000001'
  const site = await send('/api/v1/locations/sites', { company, code: 'S', name: 'Site', timeZone: 'UTC' })
  const bin = await send('/api/v1/locations', { site: site.id, code: 'A-1' })
  const item = await send('/api/v1/items', { sku: 'LAMP-7', name: 'Desk lamp' })
  const supplier = '00000000-0000-7000-8000-000000000011'
  const customer = '00000000-0000-7000-8000-000000000012'
  const move = (kind: string, quantity: number, [from, to]: [string, string]) => ({
    kind,
    lines: [{ item: item.id, quantity, from: { location: from }, to: { location: to } }],
  })
  const { outcomes } = await send('/api/v1/ledger/movements', {
    mode: 'each',
    movements: [
      move('receipt', 2000, [supplier, bin.id]),
      move('issue', 500, [bin.id, customer]),
      move('issue', 501, [bin.id, customer]),
      { ...move('issue', 501, [bin.id, customer]), reason: 'sample' },
    ],
  })
  t.match(outcomes, [
    { status: 'posted' },
    { status: 'posted' },
    { status: 'refused', code: 'large-issues.reason_missing', detail: /^501 at once need a reason/ },
    { status: 'posted' },
  ])
})
