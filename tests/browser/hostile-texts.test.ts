import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildAdminEntry } from '@stowage/sdk/admin-build'
import t from 'tap'
import { sequence } from '../../core/src/ledger/sequence/sequencer.ts'
import inventory from '../../plugins/inventory/index.ts'
import labels from '../../plugins/labels/index.ts'
import scan from '../../plugins/scan/index.ts'
import traceability from '../../plugins/traceability/index.ts'
import { openDesk } from './desk.ts'
import { ownFolder } from './own-folder.ts'
import { furnish } from './walk/furnish.ts'
import { furnishLabels } from './walk/furnish-plugins.ts'
import { type Stop, stopsOf } from './walk/stops.ts'
import { Walker } from './walk/walk.ts'

/** What a page that took a text for its own would run. */
const PAYLOADS = [
  '<img src=x onerror="window.wasRun=1">',
  '"><script>window.wasRun=1</script>',
  "javascript:window.wasRun=1//'",
  '<svg/onload=window.wasRun=1>',
]
/** Members that people write freely; `at` and codes have rules of their own. */
const FREE = ['name', 'title', 'note', 'reason', 'label', 'category', 'sku']
const LONGEST = 60
/** Forms in which nothing stands yet show nobody's text: `HOSTILE=all` goes to them as well. */
const goesEverywhere = process.env.HOSTILE === 'all'
const IS_EMPTY_FORM = /-create$|^post-|^layout-|^no-such/

const out = ownFolder()
const shown = await Promise.all(
  [labels, scan, traceability].map(async (plugin) => {
    const folder = `${out}/${plugin.name}`
    const entry = fileURLToPath(new URL(`../../plugins/${plugin.name}/admin/index.tsx`, import.meta.url))
    await buildAdminEntry({ entry, out: folder })
    return { ...plugin, admin: { ...plugin.admin, entry: pathToFileURL(`${folder}/`) } }
  }),
)
const desk = await openDesk(t, { plugins: [inventory, ...shown], doesJobs: true })
const { page, url } = desk
const walker = new Walker(page)
const stops: Stop[] = []

/** Says as much of a page as it must not have: what ran, what the policy stopped, links that run. */
const LOOK = `[
  ...[window.wasRun, window.wasStopped].filter((one) => one !== undefined),
  ...[...document.querySelectorAll('[href], [src], [action]')]
    .map((node) => node.getAttribute('href') ?? node.getAttribute('src') ?? node.getAttribute('action'))
    .filter((address) => /^\\s*(javascript|vbscript|data:text)/i.test(address)),
]`

await t.test('every text that people may write is one that a careless page would run', async (test) => {
  await page.addInitScript(
    "addEventListener('securitypolicyviolation', ({ blockedURI }) => (window.wasStopped = blockedURI))",
  )
  await page.goto(url)
  await desk.logIn()
  let turn = 0
  const spoiled = (value: unknown, member = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => spoiled(one))
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoiled(one, name)]))
    }
    // Some words are names in a program, and take no others.
    const isFree = typeof value === 'string' && FREE.includes(member) && !/^[a-z_]+$/.test(value)
    return isFree ? `${value} ${PAYLOADS[turn++ % PAYLOADS.length]}`.slice(0, LONGEST) : value
  }
  const api = <Body>(path: string, body?: unknown) => desk.api<Body>(path, spoiled(body))
  await furnish({ ...desk, api: api as typeof desk.api })
  await furnishLabels({ api: api as typeof desk.api })
  while ((await sequence(desk.database)) > 0);
  test.ok(turn > 15, `${turn} texts`)
  await page.goto(url)
  await page.getByRole('button', { name: 'Ask me another time' }).click()
  const { data: items } = await desk.api<{ data: { id: string }[] }>('/items')
  stops.push(
    ...(await stopsOf(desk)).filter(({ name }) => goesEverywhere || !IS_EMPTY_FORM.test(name)),
    { name: 'print', path: `/x/labels/print?kind=item&ids=${items[0]!.id}` },
    { name: 'found', path: '/items?filter={"q":"onerror"}' },
  )
})

await t.test('no screen runs any of them', async (test) => {
  for (const stop of stops) {
    await walker.goTo(stop)
    test.same(await page.evaluate(LOOK), [], stop.name)
    await walker.leave(stop)
  }
  const seen = await desk.api<{ data: { name: string }[] }>('/items?q=onerror')
  test.ok(seen.data.length > 0, 'and all of them stand there as they were written')
  test.same(desk.complaints, [])
})
