import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startPlatform, tenBolts } from '@stowage/sdk/testing'
import t from 'tap'
import { discoverPlugins } from '../../core/src/plugin-host/discover.ts'
import { makeNodeHome } from '../platform/node-database.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const run = promisify(execFile)
const PATIENCE_MS = 300_000

/**
 * What the walk does otherwise than its reader: the server stands on the test's database and in the
 * background, and the package goes into a deployment that the test made, and not into this repository.
 */
const HERE = `
set -e
stowage="node --conditions=stowage-source core/bin/cli.js"
npx() { shift; $stowage "$@" --accept-data-loss; }
npm() {
  case "$1 $2" in
    "start ") $stowage start --json --no-demo --accept-data-loss > "$WALK/server" 2> "$WALK/log" &
              echo $! > "$WALK/pid"
              for n in $(seq 600); do [ -s "$WALK/server" ] && return 0; sleep 0.1; done; return 1 ;;
    "install "*.tgz) mkdir -p "$WALK/elsewhere/node_modules/stowage-fragile"
              tar -xzf "$2" -C "$WALK/elsewhere/node_modules/stowage-fragile" --strip-components=1 ;;
    *) command npm "$@" ;;
  esac
}`

/** The document as a script: files are written, commands are run, each where it stands. */
async function walkOf(path: string): Promise<string> {
  const markdown = await readFile(join(root, path), 'utf8')
  const blocks = [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, language, text]) => {
    if (language === 'sh') return text!
    const [, file] = /^(?:\/\/|--) (\S+)\n/.exec(text!) ?? []
    if (file === undefined) throw new Error(`a block names no file:\n${text}`)
    return `mkdir -p "$(dirname ${file})"\ncat > ${file} <<'END OF FILE'\n${text}END OF FILE\n`
  })
  return [HERE, ...blocks].join('\n')
}

const hasTools = await run('bash', ['-c', 'command -v npm tar']).then(
  () => true,
  () => false,
)

t.test(
  'the plugin that the document builds is tested, switched on and packed as it tells',
  {
    timeout: PATIENCE_MS,
    skip: !hasTools && 'npm or tar is not here',
  },
  async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'stowage-walk-'))
    t.teardown(() => rm(folder, { recursive: true, force: true }))
    await mkdir(join(folder, 'stowage'))
    for (const name of await readdir(root)) await symlink(join(root, name), join(folder, 'stowage', name))
    const { env, query } = await makeNodeHome(t)
    await writeFile(join(folder, 'walk'), await walkOf('core/docs/writing-a-plugin.md'))
    const WALK = folder
    const given = { ...process.env, ...env, WALK, npm_config_offline: 'true', npm_config_fund: 'false' }
    t.teardown(async () => {
      const pid = await readFile(join(folder, 'pid'), 'utf8').catch(() => undefined)
      if (pid !== undefined) process.kill(Number(pid), 'SIGTERM')
    })
    const { stdout } = await run('bash', ['walk'], { cwd: folder, env: given, timeout: PATIENCE_MS }).catch(
      (failure) => {
        throw new Error(`${failure.stdout}\n${failure.stderr}`)
      },
    )
    t.match(stdout, /fail 0[\s\S]*fail 0/, 'its tests pass, twice')
    t.match(stdout, /fragile +1\.0\.0 +folder +on/)
    t.match(await query("select is_enabled from host.plugin where name = 'fragile'"), [{ is_enabled: true }])

    const modulesFolder = join(folder, 'elsewhere/node_modules')
    await mkdir(join(modulesFolder, '@stowage'))
    await symlink(join(root, 'sdk'), join(modulesFolder, '@stowage/sdk'))
    const { found, faulty } = await discoverPlugins({ modulesFolders: [modulesFolder] })
    t.same(faulty, [])
    const packed = found.get('fragile')!
    t.equal(packed.origin, 'package')
    const { item, create, receive } = await tenBolts(
      await startPlatform(t, { plugins: [packed.declaration] }),
    )
    await create('/fragile/limits', { item, most: 12 })
    t.equal((await receive(3)).status, 422)
  },
)
