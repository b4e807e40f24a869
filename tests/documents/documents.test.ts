import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { coreDeclarations } from '../../core/src/declarations.ts'
import { httpErrors } from '../../core/src/http/http-errors.ts'
import { descriptionOf, Settings } from '../../core/src/settings.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const NOT_OURS = /(^|\/)(node_modules|dist|\.stowage|\.tap)(\/|$)/
const documents = globSync('{,.github/,*/}**/*.md', {
  cwd: root,
  exclude: (path) => NOT_OURS.test(path),
}).sort()

const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Without what stands in code, where brackets are no links. */
function proseOf(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '`')
}

function linksOf(path: string): string[] {
  const targets = [...proseOf(read(path)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!)
  return targets.filter((target) => !/^(https?|mailto):/.test(target))
}

/** The names that headings get as places in a page. */
function anchorsOf(markdown: string): string[] {
  const headings = markdown.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.+)$/gm)
  return [...headings].map(([, words]) =>
    words!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function isResolved(from: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? join(root, from) : resolve(root, dirname(from), path)
  if (!existsSync(target)) return false
  if (anchor === undefined) return true
  return anchorsOf(readFileSync(target, 'utf8')).includes(anchor)
}

t.test('every link from a document to another leads somewhere', async (t) => {
  t.ok(documents.includes('README.md') && documents.includes('core/docs/README.md'), 'documents are found')
  const dead = documents.flatMap((path) =>
    linksOf(path)
      .filter((link) => !isResolved(path, link))
      .map((link) => `${path}: ${link}`),
  )
  t.same(dead, [])
})

t.test('no document stands where nobody is led to it', async (t) => {
  const reached = new Set(['README.md'])
  for (const path of reached) {
    for (const link of linksOf(path)) {
      const target = relative(root, resolve(root, dirname(path), link.split('#')[0]!))
      if (documents.includes(target)) reached.add(target)
    }
  }
  const rooms = /^core\/docs\/|^\.github\/|^[^/]+\/README\.md$/
  t.same(
    documents.filter((path) => rooms.test(path) && !reached.has(path)),
    [],
  )
})

t.test('SETTINGS.md has every setting as the code has it, and no other', async (t) => {
  const rows = read('core/docs/SETTINGS.md').matchAll(/^\| `([A-Z_]+)` +\|(.*?)\|(.*)\|$/gm)
  const written = [...rows].map(([, name, standard, meaning]) => [
    name,
    standard?.replaceAll('`', '').trim(),
    meaning?.trim(),
  ])
  const known = Object.entries(Settings.properties).map(([name, schema]) => [
    name,
    'default' in schema ? String(schema.default) : '',
    descriptionOf(schema),
  ])
  t.same(written, known)
})

t.test('every refusal is one whole sentence or more, with its facts in braces', async (t) => {
  const declared = coreDeclarations.flatMap(({ errors = {} }) => Object.entries(errors))
  const all = [...Object.entries(httpErrors), ...declared]
  t.ok(all.length > 50)
  const faulty = all.filter(([, { message }]) => {
    const bare = message.replace(/\{[a-z][A-Za-z0-9]*\}/g, 'x')
    return /[{}]/.test(bare) || !/^["A-Zx/]/.test(bare) || !/[.!?]$/.test(bare)
  })
  t.same(
    faulty.map(([code]) => code),
    [],
  )
})

t.test('the map in the README names folders that are there, and none is left out', async (t) => {
  const map = read('README.md').split('## The map')[1]!.split('\n## ')[0]!
  const named = [...map.matchAll(/^\| \[([\w/]+)\/\]/gm)].map(([, folder]) => folder!)
  t.same(
    named.filter((folder) => !existsSync(join(root, folder))),
    [],
  )
  const workspaces = JSON.parse(read('package.json')).workspaces.map((path: string) => path.split('/')[0])
  t.same(
    [...workspaces, 'tests'].filter((folder) => !named.includes(folder)),
    [],
  )
})

t.test('each decision is on the list, under its number', async (t) => {
  const list = read('core/docs/README.md').matchAll(/^(\d+)\. \[(.+)\]\(decisions\/(\d{4})-.+\.md\)$/gm)
  const listed = [...list].map(([, number, title, file]) => `${file} # ${number}. ${title}`)
  const written = documents
    .filter((path) => path.startsWith('core/docs/decisions/'))
    .map((path) => `${path.slice('core/docs/decisions/'.length).slice(0, 4)} ${read(path).split('\n')[0]}`)
  t.same(listed, written)
  for (const path of documents.filter((path) => path.startsWith('core/docs/decisions/'))) {
    t.same(anchorsOf(read(path)).slice(1), ['context', 'decision', 'consequences'], path)
  }
})
