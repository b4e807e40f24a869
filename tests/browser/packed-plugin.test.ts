import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { discoverPlugins } from '../../core/src/plugin-host/discover.ts'
import { root } from '../tidy/source-files.ts'
import { openSwitchingDesk } from './desk.ts'

/** As deep as `plugins/`, and kept by nobody. */
const INTO = '.stowage'
const name = `packed-${process.pid}`
const title = `Packed ${process.pid}`

/** Without what tap has every process of Node load first. */
function run(cwd: string, program: string, ...args: string[]) {
  const without = ['-u', 'NODE_OPTIONS', program, ...args]
  return spawnSync('env', without, { cwd, encoding: 'utf8', timeout: 150_000 })
}

const hasNpm = run(root, 'npm', '--version').status === 0

t.test(
  'a plugin in TypeScript is packed, installed from the package, and its screen shows',
  { skip: !hasNpm && 'npm is not here' },
  async (t) => {
    const folder = join(root, INTO, name)
    const elsewhere = await mkdtemp(join(tmpdir(), 'stowage-elsewhere-'))
    await mkdir(join(root, INTO), { recursive: true })
    t.teardown(async () => {
      await rm(folder, { recursive: true, force: true })
      await rm(elsewhere, { recursive: true, force: true })
    })
    const tool = (script: string, ...args: string[]) =>
      run(
        folder,
        process.execPath,
        '--conditions=stowage-source',
        join(root, 'sdk/template', script),
        ...args,
      )
    const generator = join(root, 'sdk/template/new-plugin.ts')
    const written = run(root, process.execPath, '--conditions=stowage-source', generator, name, INTO)
    t.equal(written.status, 0, written.stderr)
    t.match(run(folder, 'npm', 'pack'), { status: 1, stderr: /npm run pack makes it/ }, 'not as it is')
    const packed = tool('pack-plugin.ts', '.')
    t.equal(packed.status, 0, packed.stderr)
    const file = (await readdir(folder)).find((one) => one.endsWith('.tgz'))!

    await writeFile(join(elsewhere, 'package.json'), '{ "private": true }')
    const quiet = ['--offline', '--no-audit', '--no-fund']
    const installed = run(elsewhere, 'npm', 'install', ...quiet, join(folder, file))
    t.equal(installed.status, 0, installed.stderr)
    const { found, faulty } = await discoverPlugins({ modulesFolders: [join(elsewhere, 'node_modules')] })
    t.strictSame(faulty, [])
    t.match(found.get(name), { origin: 'package' })

    const desk = await openSwitchingDesk(t, [found.get(name)!.declaration])
    const { page, url } = desk
    await desk.logIn()
    await page.goto(`${url}/host/plugins/${name}`)
    await page.getByRole('button', { name: 'Turn on …' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Turn on', exact: true }).click()
    await page.getByText('It is done; all went on meanwhile.').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Dry bins' }).click()
    await page.getByRole('heading', { level: 1, name: 'Dry bins' }).waitFor()
    t.same(await desk.violations(), [], 'axe finds nothing on its screen')
    t.same(desk.complaints, [])
    t.match(await desk.api('/host/screens'), { plugins: [{ name, title }] })
  },
)
