/*
 * `npm run plugin:new <name>`: writes a plugin that works at once.
 *   1. the name is checked: it is the plugin's room for good;
 *   2. the sample beside this file is copied to plugins/<name> (or another folder of the root), with its
 *   name in the place of the sample's;
 *   3. it is made known to npm and to the type checker;
 *   4. its screens are built, so that a server which runs already can load them;
 *   5. what to do next is said.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildAdminEntry } from '../src/admin-build/build-admin-entry.ts'
import { isNameOfCore, isReservedName } from '../src/plugin/reserved-names.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const sample = fileURLToPath(new URL('./sample/', import.meta.url))
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

const [name, into = 'plugins', ...more] = process.argv.slice(2)
if (name === undefined || more.length > 0 || !NAME.test(name) || name.length > 40) {
  fail(
    'npm run plugin:new <name>: a name is up to 40 lower-case letters and digits with single hyphens, ' +
      'such as "erp-rest".',
  )
}
if (isReservedName(name) || isNameOfCore(name)) {
  fail(
    `A plugin cannot be called "${name}", because the platform has something of that name; choose another.`,
  )
}
const folder = join(root, into, name)
if (existsSync(folder)) fail(`There is a plugin "${name}" already, in ${into}/${name}; choose another name.`)

await copy(sample, folder)
if (into === 'plugins') await addReference(`./plugins/${name}`)
// A longer name breaks lines elsewhere.
spawnSync(
  process.execPath,
  [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check', '--write', folder],
  {
    cwd: root,
  },
)
await buildAdminEntry({ entry: join(folder, 'admin/index.tsx'), out: join(folder, 'admin/dist') })
process.stdout.write(`Wrote ${into}/${name}. It works as it is:

  npm test -- ${into}/${name}/test/${name}.test.ts
      runs its tests, against a real PostgreSQL
  npx stowage plugin enable ${name}
      switches it on, while a server runs or not
  npm run plugin:pack ${name}
      makes a package of it, to install elsewhere

Begin with ${into}/${name}/index.ts: it names all that the plugin adds.
`)

async function copy(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    const source = join(entry.parentPath, entry.name)
    if (!entry.isFile() || /[\\/](dist|node_modules)[\\/]/.test(source)) continue
    const target = join(to, renamed(relative(from, source)))
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, renamed(await readFile(source, 'utf8')))
  }
}

/**
 * The sample's name in its three forms; a plugin stands one folder nearer to the root. In one pass: what was
 * put in its place may have the word in it.
 */
function renamed(text: string): string {
  const camel = name!.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  const pascal = camel.charAt(0).toUpperCase() + camel.slice(1)
  const title = titleOf(name!)
  const words: Readonly<Record<string, string>> = {
    '../../../': '../../',
    'readonly sample:': `readonly ${camel}:`,
    '({ sample:': `({ ${camel}:`,
    'services.sample': `services.${camel}`,
    SampleSettings: `${pascal}Settings`,
    "title: 'Sample'": `title: '${title}'`,
    'Sample: ': `'${title}': `,
    "group: 'Sample'": `group: '${title}'`,
    sample: name!,
  }
  const all = Object.keys(words).map((word) => RegExp.escape(word))
  return text.replace(new RegExp(all.join('|'), 'g'), (word) => words[word]!)
}

function titleOf(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).replaceAll('-', ' ')
}

/** The type checker is told of every package by the root's list. */
async function addReference(path: string): Promise<void> {
  const file = join(root, 'tsconfig.json')
  const { files, references } = JSON.parse(await readFile(file, 'utf8'))
  const list = [...references, { path }].map((reference) => `    { "path": "${reference.path}" }`)
  await writeFile(
    file,
    `{\n  "files": ${JSON.stringify(files)},\n  "references": [\n${list.join(',\n')}\n  ]\n}\n`,
  )
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}
