import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { root } from '../tidy/source-files.ts'

/** As deep as `plugins/`, and kept by nobody. */
const INTO = '.stowage'
const generator = join(root, 'sdk/template/new-plugin.ts')

function node(...args: string[]) {
  const options = { cwd: root, encoding: 'utf8', env: process.env, timeout: 150_000 } as const
  return spawnSync(process.execPath, ['--conditions=stowage-source', ...args], options)
}

t.test('a plugin that was just written passes its own tests, whatever its name', async (t) => {
  const name = `new-plugin-${process.pid}`
  const folder = join(root, INTO, name)
  await mkdir(join(root, INTO), { recursive: true })
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const written = node(generator, name, INTO)
  t.equal(written.status, 0, written.stderr)

  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const file of files.filter((entry) => entry.isFile())) {
    const text = await readFile(join(file.parentPath, file.name), 'utf8')
    t.notMatch(text, /sample/i, `nothing of the sample's name is left in ${file.name}`)
  }
  const tests = node(join(folder, 'test', `${name}.test.ts`))
  t.equal(tests.status, 0, `${tests.stdout}\n${tests.stderr}`)
  t.match(tests.stdout, /# \{ total: \d+, pass: \d+ \}|ok 3/)

  const again = node(generator, name, INTO)
  t.match(again, { status: 2, stderr: /already/ }, 'what stands is not written over')
})

t.test('a name that has the sample’s own in it stands where the sample’s stood, once', async (t) => {
  const name = `my-sample-${process.pid}`
  const folder = join(root, INTO, name)
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  t.equal(node(generator, name, INTO).status, 0)
  const text = await readFile(join(folder, 'index.ts'), 'utf8')
  t.match(text, `readonly mySample${process.pid}: DepartureService`)
  t.match(text, `schema: MySample${process.pid}Settings`)
  t.match(text, `title: 'My sample ${process.pid}'`)
})

t.test('a name that the platform or the language has is refused before anything is written', async (t) => {
  for (const name of ['caller', 'constructor', 'core', 'admin', 'public', 'has-own-property', 'items']) {
    t.match(
      node(generator, name, INTO),
      { status: 2, stderr: /the platform has something of that name/ },
      name,
    )
    t.notOk(existsSync(join(root, INTO, name)))
  }
})

t.test('a name that no room can have is refused before anything is written', async (t) => {
  for (const name of ['Loud', 'two words', '../out', 'x'.repeat(41), '-x']) {
    t.match(node(generator, name, INTO), { status: 2, stderr: /lower-case letters/ }, name)
    t.notOk(existsSync(join(root, INTO, name)))
  }
})
