/*
 * `npm run plugin:pack <name>`, or `npm run pack` in the plugin's folder: makes the package of a plugin that
 * is written in TypeScript, because Node runs none in `node_modules`.
 *   1. types are checked, and JavaScript is made of the sources;
 *   2. its screens are built;
 *   3. what runs is laid together as it stands in the sources: JavaScript, migrations, screens, documents;
 *   4. its package.json says where the declaration is, and that the deployment brings the SDK;
 *   5. npm packs that.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildAdminEntry } from '../src/admin-build/build-admin-entry.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** What is nobody's business but the author's, by its place in the plugin's folder. */
const LEFT_OUT = ['node_modules', 'dist', 'test', 'package.json', 'tsconfig.json']
const SOURCE = /\.tsx?$/
/** What a deployment brings, in the one version that it has. */
const BROUGHT = /^(@stowage\/|typebox$)/

const [given, ...more] = process.argv.slice(2)
if (given === undefined || more.length > 0) fail('npm run plugin:pack <name>: which plugin?')
const folder = [join(root, 'plugins', given!), resolve(given!)].find((one) =>
  existsSync(join(one, 'index.ts')),
)
if (folder === undefined) fail(`There is no plugin "${given}" that is written in TypeScript.`)

const staging = await mkdtemp(join(tmpdir(), 'stowage-pack-'))
try {
  await run(join(root, 'node_modules/.bin/tsc'), '-b', folder!)
  const entry = join(folder!, 'admin/index.tsx')
  if (existsSync(entry)) await buildAdminEntry({ entry, out: join(folder!, 'admin/dist') })
  await layTogether(folder!, staging)
  await writeManifest(folder!, staging)
  const file = await run('npm', 'pack', staging, '--pack-destination', folder!, '--silent')
  process.stdout.write(`Packed ${relative(process.cwd(), join(folder!, file.trim()))}. Where it is to run:

  npm install <that file>
  npx stowage plugin enable ${basename(folder!)}
`)
} finally {
  await rm(staging, { recursive: true, force: true })
}

/** Everything but sources, and of each source what was made of it. */
async function layTogether(from: string, to: string): Promise<void> {
  const isKept = (path: string) => {
    const place = relative(from, path)
    return !LEFT_OUT.includes(place.split(sep)[0]!) && !SOURCE.test(path) && !path.endsWith('.tgz')
  }
  await cp(from, to, { recursive: true, filter: isKept })
  const made = join(from, 'dist')
  for (const file of await readdir(made, { recursive: true })) {
    const source = file.replace(/(\.d\.ts|\.js)$/, '.ts')
    if (source === file || !existsSync(join(from, source))) continue
    const text = await readFile(join(made, file), 'utf8')
    await cp(join(made, file), join(to, file))
    await writeFile(join(to, file), text.replace(/\n?\/\/# sourceMappingURL=.*\n?$/, '\n'))
  }
}

async function writeManifest(from: string, to: string): Promise<void> {
  const {
    name,
    version,
    description,
    license,
    dependencies = {},
  } = JSON.parse(await readFile(join(from, 'package.json'), 'utf8')) as Record<string, string> & {
    dependencies?: Record<string, string>
  }
  const all = Object.entries(dependencies)
  const brought = all.filter(([one]) => BROUGHT.test(one))
  const manifest = {
    ...{ name, version, description, license, type: 'module' },
    stowage: { plugin: './index.js' },
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    dependencies: Object.fromEntries(all.filter(([one]) => !BROUGHT.test(one))),
    peerDependencies: Object.fromEntries(brought.map(([one, at]) => [one, at.replace(/^\d/, '^$&')])),
    peerDependenciesMeta: Object.fromEntries(brought.map(([one]) => [one, { optional: true }])),
  }
  await writeFile(join(to, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

async function run(program: string, ...args: string[]): Promise<string> {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: root, encoding: 'utf8' })
  if (status === 0) return stdout
  return fail([stdout, stderr, error?.message].filter(Boolean).join('\n'))
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}
