import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import t from 'tap'
import { buildGeneration, type Generation } from '../../core/src/app.ts'
import { migrate } from '../../core/src/database/migrate.ts'
import { coreDeclarations } from '../../core/src/declarations.ts'
import { choosePlugins } from '../../core/src/plugin-host/choose-plugins.ts'
import { discoverPlugins } from '../../core/src/plugin-host/discover.ts'
import { SUPPLIER, startLedgerWorld } from '../../core/test/ledger-world.ts'

const folder = fileURLToPath(new URL('./broken-plugins/', import.meta.url))
const UNREADABLE = { code: 'host.plugin_unreadable', says: 'Mend the file' }

/** What is refused in the browser is seen there: tests/browser/plugin-screens.test.ts. */
const DESK = 'desk'

interface Said {
  readonly code: string
  readonly message: string
}

t.test('each broken plugin is refused with its own code, and told how to be mended', async (t) => {
  const world = await startLedgerWorld(t)
  const { database, access, apple, a } = world
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())

  /** The way of a boot, until something stops it; then one movement. */
  async function boot(path: string): Promise<Said | undefined> {
    const catalog = await discoverPlugins({ given: [path] })
    if (catalog.faulty[0] !== undefined) return catalog.faulty[0].error
    let generation: Generation | undefined
    try {
      const plugins = choosePlugins({ core: coreDeclarations, catalog, enabled: catalog.found.keys() })
      await migrate({ access, plugins })
      generation = await buildGeneration({ database, set: { epoch: 1, plugins }, isTrial: true })
      return await post(generation)
    } catch (error) {
      return error as Error & { code: string }
    } finally {
      await generation?.app.close()
    }
  }

  async function post({ app }: Generation): Promise<Said | undefined> {
    const line = { item: apple, quantity: 1, from: { location: SUPPLIER }, to: { location: a } }
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/ledger/movements',
      headers: { cookie: world.administrator.cookie, 'sec-fetch-site': 'same-origin' },
      payload: { mode: 'each', movements: [{ kind: 'receipt', lines: [line] }] },
    })
    const { code, detail, facts } = answer.json()
    return code === 'ledger.hook_failed' ? { code: facts.fault, message: detail } : undefined
  }

  let served = 0
  for (const { name } of names) {
    const said = await boot(join(folder, name))
    const { code, says } = await expected(join(folder, name))
    if (code === DESK) {
      t.equal(said, undefined, `${name}: its server side is in order`)
      served += 1
      continue
    }
    t.equal(said?.code, code, name)
    t.ok(said?.message.includes(says), `${name}: ${said?.message}`)
  }
  const left = await world.query<{ name: string }>(
    "select relname as name from pg_class where relname in ('half', 'secret', 'squat')",
  )
  t.strictSame(left, [], 'nothing of a failed migration stands')
  t.equal(await world.onHand(a), served, 'and nothing was posted by it')
})

/** What a broken plugin says that it is refused with: its own words, or those of the first in its folder. */
async function expected(path: string): Promise<{ code: string; says: string }> {
  const entries = (await readdir(path)).sort()
  if (entries.includes('refused.json')) return JSON.parse(await readFile(join(path, 'refused.json'), 'utf8'))
  if (entries.includes('package.json')) return UNREADABLE
  const entry = entries.includes('index.ts') ? 'index.ts' : join(entries[0]!, 'index.ts')
  const module: { refused: { code: string; says: string } } = await import(
    pathToFileURL(join(path, entry)).href
  )
  return module.refused
}
