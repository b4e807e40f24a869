import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import t from 'tap'
import { longFunctions, undocumentedExports } from './declarations.ts'
import { grown } from './grown.ts'
import { linesWith, root, sourceFiles } from './source-files.ts'

const LINE_MAX = 110
const FILE_MAX = 400
const FUNCTION_MAX = 60
const MINIFIED = /\.min\./
/** Their holes are mended nowhere that npm looks, nobody keeps them, or their licence is not for us. */
const BANNED = ['xlsx', 'exceljs', 'jszpl', 'glpk.js', 'html5-qrcode', 'quagga', 'request']

/** What the lock file says of a package. */
interface Locked {
  readonly link?: boolean
  readonly integrity?: string
  readonly resolved?: string
}

const code = sourceFiles(/\.(ts|tsx|js|mjs)$/)
const server = code.filter(({ path }) => /^(core|sdk|plugins)\//.test(path))

t.test('imports run one way: plugins to sdk, core to sdk, admin to sdk', async (t) => {
  const rulings = [
    { from: /^sdk\/src\//, never: /from '(@stowage\/|(\.\.\/)+(core|admin|plugins)\/)/ },
    { from: /^core\/(src|bin)\//, never: /from '((\.\.\/)+(admin|plugins|tests)\/|@stowage\/(?!sdk))/ },
    { from: /^admin\/src\//, never: /from '((\.\.\/)+(core|plugins|tests)\/|@stowage\/core)/ },
    { from: /^plugins\//, never: /from '((\.\.\/)+(core|admin)\/|@stowage\/core)/ },
  ]
  for (const { from, never } of rulings) {
    t.strictSame(
      linesWith(
        code.filter(({ path }) => from.test(path)),
        never,
      ),
      [],
      String(from),
    )
  }
})

t.test('every line has a room with a name of its own', async (t) => {
  const nameless = /(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.[a-z]+$)/
  t.strictSame(
    sourceFiles()
      .filter(({ path }) => nameless.test(path))
      .map(({ path }) => path),
    [],
  )
})

t.test('what only one room may do, only that room does', async (t) => {
  const src = server.filter(({ path }) => path.includes('/src/'))
  const outside = (room: RegExp) => src.filter(({ path }) => !room.test(path))
  t.strictSame(
    linesWith(outside(/^core\/src\/testing\/test-server\.ts$/), /(?<!')process\.env\b/),
    [],
    'the environment is read in core/bin, and by tests',
  )
  t.strictSame(linesWith(src, /\bModel\.knex\(/), [], 'no model is bound to a connection for all')
  t.strictSame(
    linesWith(outside(/^core\/src\/ledger\//), /\bfor (no key )?update\b(?! to )/i),
    [],
    'the ledger alone locks',
  )
  const writes = /(update|into|delete from) +ledger\.(balance|line|movement|bucket)\b/i
  t.strictSame(linesWith(outside(/^core\/src\/ledger\//), writes), [], 'the ledger alone writes stock')
  const calls = /\bfetch\(|from '(undici|node:https?|node:http2)'(?<!^import type .*)/
  t.strictSame(
    linesWith(outside(/^core\/src\/(outbound\/|testing\/|plugin-host\/switchboard\.ts)/), calls),
    [],
    'the outbound client alone calls other systems',
  )
  t.strictSame(
    linesWith(src, /from 'node:child_process'/).filter((line) => !/\/embedded-postgres\//.test(line)),
    [],
  )
})

t.test('lines, functions and files fit on a screen', async (t) => {
  const written = sourceFiles(/\.(ts|tsx|js|mjs|css)$/).filter(({ path }) => !MINIFIED.test(path))
  const long = written.flatMap(({ path, lines }) =>
    lines.flatMap((line, index) =>
      line.length > LINE_MAX ? [`${path}:${index + 1} has ${line.length}`] : [],
    ),
  )
  t.ok(
    long.length <= grown.longLines,
    `${long.length} lines are longer than ${LINE_MAX}:\n${long.join('\n')}`,
  )
  const production = written.filter(({ path }) => !isTest(path))
  const tall = production.filter(({ path, lines }) => lines.length - 1 > (grown.files[path] ?? FILE_MAX))
  t.equal(tall.map(({ path, lines }) => `${path} has ${lines.length - 1}`).join('\n'), '')
  const functions = production.filter(({ path }) => !path.endsWith('.css'))
  t.equal(
    functions.flatMap((file) => longFunctions(file, grown.functions[file.path] ?? FUNCTION_MAX)).join('\n'),
    '',
  )
})

t.test('nothing is left for later, and no test is left out', async (t) => {
  const later = new RegExp(['FIX', 'ME|TO', 'DO|X', 'XX|HA', 'CK'].join(''))
  t.strictSame(linesWith(sourceFiles(), later), [])
  t.strictSame(
    linesWith(code, /\bconsole\.log\(/).filter((line) => !/^tests\/bench\//.test(line)),
    [],
  )
  const tests = code.filter(({ path }) => isTest(path))
  t.strictSame(linesWith(tests, /\.(only|skip|todo)\(|(only|skip|todo): true/), [])
  t.strictSame(linesWith(tests, /\bt\.test\((['"`])should\b/), [], 'a test says what is, not what should be')
})

t.test('the name of a test is told apart from every other in its file', async (t) => {
  const doubled = code
    .filter(({ path }) => isTest(path))
    .flatMap(({ path, text }) => {
      const names = [...text.matchAll(/\bt\.test\(\s*(['"`])(.+?)\1,/g)].map(([, , name]) => name!)
      return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${path}: ${name}`)
    })
  t.strictSame(doubled, [])
})

t.test('a migration is named for what it does, and keeps to its own schema', async (t) => {
  const migrations = sourceFiles(/\/migrations\/.*\.sql$/).filter(({ path }) => !path.startsWith('tests/'))
  const misnamed = migrations.filter(({ path }) => !/\/\d{4}_[a-z]+(_[a-z]+)+\.sql$/.test(path))
  t.strictSame(
    misnamed.map(({ path }) => path),
    [],
  )
  const numbers = migrations.map(({ path }) => path.replace(/(\/\d{4})_[^/]*$/, '$1'))
  t.strictSame(
    numbers.filter((number, index) => numbers.indexOf(number) !== index),
    // Both ran before anybody saw it.
    ['core/migrations/access/0025'],
    'no two have one number',
  )
  const strangers = migrations.flatMap((file) => {
    // core/migrations/<schema>/, plugins/<schema>/migrations/; the public face of stock is the ledger's to
    // make.
    const rooms = dirname(file.path).split('/')
    const own = rooms.at(-1) === 'migrations' ? rooms.at(-2) : rooms.at(-1)
    const schemas = [own, ...(own === 'ledger' ? ['stock'] : [])]
    const makes =
      /^\s*create (?:table|view|index|function|type|schema) (?:if not exists )?(?:on )?(\w+)\.\w+/i
    return file.lines
      .filter((line) => !schemas.includes(makes.exec(line)?.[1] ?? own))
      .map((line) => `${file.path}: ${line}`)
  })
  t.strictSame(strangers, [])
  t.strictSame(linesWith(migrations, /\bqty\b|\bdouble precision\b|\bfloat\b|\btimestamp\b(?!tz)/i), [])
})

t.test('a stranger finds a README in every folder that he opens first', async (t) => {
  const rooms = ['.', 'core', 'core/bin', 'core/src', 'sdk', 'admin', 'plugins', 'examples', 'tests']
  const features = server
    .map(({ path }) => /^core\/src\/([a-z-]+)\/index\.ts$/.exec(path)?.[1])
    .filter((name) => name !== undefined)
    .map((name) => `core/src/${name}`)
  const wanted = [...rooms, ...features]
  t.strictSame(
    wanted.filter((room) => !existsSync(join(root, room, 'README.md'))),
    [],
  )
})

t.test('all that a file gives to others says what it is', async (t) => {
  const public_ = code.filter(({ path }) => /^(core|sdk)\/src\//.test(path))
  t.strictSame(public_.flatMap(undocumentedExports), [])
})

t.test('what npm installs is what was looked at, and none that is known to be unsafe', async (t) => {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'))
  const installed = Object.entries<Locked>(packages).filter(
    ([path, { link }]) => /node_modules\//.test(path) && !link,
  )
  t.ok(installed.length > 300, `${installed.length} packages`)
  const unproved = installed.filter(([, { integrity = '' }]) => !/^sha512-[\w+/]{86}==$/.test(integrity))
  t.strictSame(unproved, [], 'each by its checksum')
  const elsewhere = installed.filter(([, { resolved }]) => resolved !== undefined)
  t.strictSame(elsewhere, [], 'each from the registry that npm is set to, and from no address of its own')
  const names = installed.map(([path]) => path.split('node_modules/').at(-1)!)
  t.strictSame(
    names.filter((name) => BANNED.includes(name)),
    [],
  )
})

t.test('the formatter and the linter have nothing to say', async (t) => {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const files = sourceFiles(/\.(ts|tsx|js|mjs|css|json)$/).map(({ path }) => path)
  const options = ['--colors=off', '--reporter=github', '--max-diagnostics=50']
  const run = spawnSync(process.execPath, [biome, 'check', ...options, ...files], {
    cwd: root,
    encoding: 'utf8',
  })
  t.equal(run.status, 0, run.stdout + run.stderr)
})

function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || /(^|\/)test(s)?\//.test(path)
}
