import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { coreDeclarations } from '../../core/src/declarations.ts'
import { choosePlugins, withDependents } from '../../core/src/plugin-host/choose-plugins.ts'
import { discoverPlugins } from '../../core/src/plugin-host/discover.ts'
import { makeNodeHome } from '../platform/node-database.ts'
import { startNode } from '../platform/node-process.ts'
import { runStowageHere } from '../platform/stowage-here.ts'

const ours = fileURLToPath(new URL('./plugins/', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'stowage-plugins-'))
t.teardown(() => rm(folder, { recursive: true }))

async function write(path: string, text: string): Promise<string> {
  const file = join(folder, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
  return file
}

t.test('plugins are found in the house, among installed packages, and where the setting says', async (t) => {
  await write('house/racks/index.js', "export default { name: 'racks', version: '0.1.0' }")
  await write('house/README.md', 'No plugin.')
  const member = JSON.stringify({ name: '@acme/hoists', stowage: { plugin: './hoists.js' } })
  await write('modules/@acme/hoists/package.json', member)
  await write('modules/@acme/hoists/hoists.js', "export default { name: 'hoists', version: '2.0.0' }")
  await write('modules/left-pad/package.json', '{ "name": "left-pad" }')
  const { found, faulty } = await discoverPlugins({
    houseFolder: join(folder, 'house'),
    modulesFolders: [join(folder, 'modules')],
    given: [ours, '@acme/hoists'],
  })
  const origins = Object.fromEntries([...found].map(([name, { origin }]) => [name, origin]))
  t.strictSame(origins, {
    racks: 'house',
    hoists: 'package',
    moved: 'folder',
    palette: 'folder',
    tardy: 'folder',
    keepsake: 'folder',
    'late-riser': 'folder',
  })
  t.strictSame(faulty, [])
  await t.rejects(discoverPlugins({ given: ['./nowhere'] }), { code: 'host.plugin_not_found' })
})

t.test('a plugin that cannot be read is told of, and read again once it was mended', async (t) => {
  const file = await write('mended/forks/index.js', 'export default {')
  const options = { houseFolder: join(folder, 'mended') }
  const broken = await discoverPlugins(options)
  t.equal(broken.found.size, 0)
  t.match(broken.faulty, [
    { name: 'forks', error: { code: 'host.plugin_unreadable', message: /Mend the file/ } },
  ])
  t.throws(() => choosePlugins({ core: [], catalog: broken, enabled: ['forks'] }), {
    code: 'host.plugin_unreadable',
  })
  await new Promise((resolve) => setTimeout(resolve, 20))
  await writeFile(file, "export default { name: 'forks', version: '0.1.0' }")
  t.ok((await discoverPlugins(options)).found.has('forks'))
})

t.test(
  'a program is found by its file before any index file, and read again once it was mended',
  async (t) => {
    const whole = JSON.stringify({ name: 'scales', version: '0.1.0', address: 'http://10.0.0.7:4100' })
    const file = await write('programs/scales/stowage.plugin.json', whole.slice(1))
    await write('programs/scales/index.js', "throw new Error('this is not for Stowage to run')")
    const options = { houseFolder: join(folder, 'programs') }
    t.match((await discoverPlugins(options)).faulty, [
      { name: 'scales', error: { code: 'host.plugin_unreadable', message: /is no JSON: .*Mend the file/ } },
    ])
    await writeFile(file, whole)
    const mended = (await discoverPlugins(options)).found.get('scales')
    t.match(mended?.declaration, { name: 'scales', version: '0.1.0' })
    const again = (await discoverPlugins(options)).found.get('scales')
    t.equal(again?.declaration, mended?.declaration, 'what did not change is not compiled anew')
  },
)

t.test('two plugins of one name: the first counts, the second is at fault', async (t) => {
  await write('twins/a/index.js', "export default { name: 'twin', version: '0.1.0' }")
  await write('twins/b/index.js', "export default { name: 'twin', version: '0.2.0' }")
  const { found, faulty } = await discoverPlugins({ houseFolder: join(folder, 'twins') })
  t.equal(found.get('twin')?.declaration.version, '0.1.0')
  t.match(faulty, [{ name: 'twin', error: { code: 'host.name_taken' } }])
})

t.test('a plugin with the name of a part of core is at fault, and the part stays what it is', async (t) => {
  for (const { name } of coreDeclarations) {
    await write(`parts/${name}/index.js`, `export default { name: '${name}', version: '9.0.0' }`)
  }
  const { found, faulty } = await discoverPlugins({ houseFolder: join(folder, 'parts') })
  t.equal(found.size, 0)
  t.equal(faulty.length, coreDeclarations.length)
  for (const { error } of faulty) {
    t.match(error, { code: 'host.name_taken', message: /as a part of core is; choose another name/ })
  }
})

t.test('what is on is composed in order of needs; an optional need only orders', async (t) => {
  await write(
    'needs/a/index.js',
    "export default { name: 'a', version: '1.0.0', requires: { plugins: { c: '*' } } }",
  )
  await write(
    'needs/b/index.js',
    "export default { name: 'b', version: '1.0.0', requires: { optional: { a: '^1' } } }",
  )
  await write('needs/c/index.js', "export default { name: 'c', version: '1.0.0' }")
  const catalog = await discoverPlugins({ houseFolder: join(folder, 'needs') })
  const names = (enabled: string[]) => choosePlugins({ core: [], catalog, enabled }).map(({ name }) => name)
  t.strictSame(names(['b', 'a', 'c']), ['c', 'a', 'b'])
  t.strictSame(names(['b']), ['b'])
  t.throws(() => names(['a']), { code: 'host.requires_off', message: /switch "c" on first/ })
  for (const [name, need] of ['xy', 'yz', 'zx']) {
    const requires = `{ plugins: { ${need}: '*' } }`
    const text = `export default { name: '${name}', version: '1.0.0', requires: ${requires} }`
    await write(`ring/${name}/index.js`, text)
  }
  const ring = await discoverPlugins({ houseFolder: join(folder, 'ring') })
  t.throws(() => choosePlugins({ core: [], catalog: ring, enabled: ['x'] }), {
    code: 'host.requires_cycle',
    message: /circle: x needs y, y needs z, z needs x/,
  })
  t.throws(() => names(['gone']), { code: 'host.plugin_missing', message: /disable gone.*--without gone/ })
  const all = [...catalog.found.values()].map(({ declaration }) => declaration)
  t.strictSame(withDependents(['c'], all), ['c', 'a'])
})

t.test('the table of plugins says what there is and what each adds', async (t) => {
  const env = { ...(await makeNodeHome(t)).env, STOWAGE_PLUGINS: ours }
  const { code, stdout, stderr } = await runStowageHere({
    args: ['plugins', '--json', '--accept-data-loss'],
    env,
  })
  t.equal(code, 0, stderr)
  const { plugins } = JSON.parse(stdout)
  const ledger = plugins.find(({ name }: { name: string }) => name === 'ledger')
  t.match(ledger, { state: 'core', adds: { routes: /POST \/api\/v1\/ledger\/movements/ } })
  const moved = plugins.find(({ name }: { name: string }) => name === 'moved')
  t.match(moved, {
    state: 'off',
    origin: 'folder',
    adds: { tables: ['moved.moved'], hooks: ['ledger.guard', 'ledger.project'] },
  })
  const shown = await runStowageHere({ args: ['plugins', '--accept-data-loss'], env })
  t.match(shown.stdout, /^moved +0\.1\.0 +folder +off +1 table, 1 permission, 2 hooks$/m)
  const one = await runStowageHere({ args: ['plugins', 'moved', '--accept-data-loss'], env })
  t.match(one.stdout, /^moved 0\.1\.0: .*\(folder, off\)\n/)
  t.match(one.stdout, /^ {2}hooks +ledger\.guard\n +ledger\.project$/m, 'all by its name')
  const none = await runStowageHere({ args: ['plugins', 'mooved', '--accept-data-loss'], env })
  t.match(none, { code: 2, stderr: /There is no plugin "mooved"\. There are: access, .*moved/ })
})

t.test('a start without a plugin switches it off for good, and the audit tells of it', async (t) => {
  const { env, query } = await makeNodeHome(t)
  const settings = { ...env, STOWAGE_PLUGINS: ours }
  const enabled = await runStowageHere({
    args: ['plugin', 'enable', 'palette', '--accept-data-loss'],
    env: settings,
  })
  t.match(enabled, { code: 0, stdout: 'palette is on.\n' }, enabled.stderr)
  await startNode(t, settings, ['--without', 'palette,moved', '--accept-data-loss'])
  const [told, ...more] = await query(
    `select action, actor::text, reason, before, after from access.change
      where entity = 'host.plugin' and action = 'disable'`,
  )
  t.match(told, {
    action: 'disable',
    actor: '00000000-0000-7000-8000-000000000003',
    reason: 'stowage start --without palette,moved',
    before: { plugin: 'palette', isOn: true },
    after: { plugin: 'palette', isOn: false, version: '0.1.0' },
  })
  t.strictSame(more, [], 'of what was off before, nothing is told')
})

t.test(
  'plugins whose code is gone are listed with where they were, and switched off in any order',
  async (t) => {
    const { env, query } = await makeNodeHome(t)
    const shelf = join(folder, 'shelf')
    const needy = "{ name: 'knots', version: '1.0.0', requires: { plugins: { ropes: '^1.0.0' } } }"
    await write('shelf/knots/index.js', `export default ${needy}`)
    const run = (...args: string[]) =>
      runStowageHere({ args: [...args, '--accept-data-loss'], env: { ...env, STOWAGE_PLUGINS: shelf } })
    await query(
      `insert into host.plugin (name, version, source, is_enabled, state)
       select name, '2.0.0', 'folder ' || $1 || '/' || name, true, 'on'
         from unnest($2::text[]) as name`,
      [shelf, ['ropes', 'knots', 'sails']],
    )
    const { plugins } = JSON.parse((await run('plugins', '--json')).stdout)
    t.match(
      plugins.find(({ name }: { name: string }) => name === 'sails'),
      { state: 'missing', fault: { code: 'host.plugin_missing', detail: /shelf\/sails is gone/ } },
    )
    t.match(await run('plugin', 'disable', 'ropes'), {
      code: 11,
      stderr: /"knots" needs "ropes"; switch "knots"/,
    })
    t.match(await run('plugin', 'disable', 'knots'), { code: 0, stdout: /^knots is off\./ })
    t.match(await run('plugin', 'disable', 'ropes'), {
      code: 0,
      stdout: /^ropes is off\.\nIt was asked nothing: .*shelf\/ropes is gone/,
    })
    t.match(await run('plugin', 'disable', 'sails'), { code: 0, stdout: /^sails is off\./ })
    t.strictSame(await query('select name from host.plugin where is_enabled'), [])
    const told = await query(
      `select after ->> 'plugin' as plugin, after ->> 'version' as version
         from access.change where action = 'disable'`,
    )
    t.strictSame(told.at(-1), { plugin: 'sails', version: '2.0.0' }, 'the audit tells of it')
  },
)
