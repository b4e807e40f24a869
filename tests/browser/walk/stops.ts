import type { Page } from 'playwright-core'
import type { Desk } from '../desk.ts'
import { registeredResources, registeredRoutes, type View } from './registered-screens.ts'

/** A screen as the walk looks at it. */
export interface Stop {
  /** Of the picture, too. */
  readonly name: string
  readonly path: string
  /** Whose screen it is: without that plugin there is none. */
  readonly plugin?: string
  /** What is opened on it first; Escape closes it. */
  readonly open?: (page: Page) => Promise<void>
}

interface Row {
  readonly id: string
}

const pathsFile = new URL('../../../admin/src/providers/resource-paths.ts', import.meta.url)
// The screens are another program than the tests: of this one file of theirs, no types are checked here.
const { resourcePaths } = (await import(pathsFile.href)) as {
  readonly resourcePaths: Readonly<Record<string, { readonly path: string }>>
}

/** What addresses are made of: the first row of a list, and other facts of this platform. */
interface Known {
  first(path: string): Promise<string>
  plugins(): Promise<readonly PluginScreens[]>
}

const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click()
}
const key = (keys: string) => async (page: Page) => {
  await page.evaluate('document.activeElement?.blur()')
  await page.keyboard.press(keys)
}

/** The screens that are no resource's, by the path under which the desk registers each. */
const screensOfRoutes: Readonly<Record<string, (known: Known) => Promise<readonly Stop[]>>> = {
  '/': async () => [
    { name: 'home', path: '/' },
    { name: 'home-palette', path: '/', open: key('Control+k') },
    { name: 'home-bell', path: '/', open: press(/^What waits/) },
    { name: 'home-keys', path: '/', open: key('?') },
    { name: 'home-person', path: '/', open: press(/your menu$/) },
    { name: 'home-sites', path: '/', open: press(/^Site: /) },
    { name: 'home-board', path: '/?board' },
  ],
  '/account': async () => [{ name: 'account', path: '/account' }],
  '/stock': async () => [
    { name: 'stock', path: '/stock' },
    { name: 'stock-figures', path: '/stock?across=figures' },
    { name: 'stock-places', path: '/stock?by=location&across=status&figure=onHand' },
    { name: 'stock-past', path: `/stock?at=${new Date(Date.now() - 86_400_000).toISOString()}` },
    { name: 'stock-compared', path: `/stock?before=${new Date(Date.now() - 86_400_000).toISOString()}` },
    { name: 'stock-panel', path: '/stock', open: press(/: Available of /) },
  ],
  '/buckets/:bucket': async ({ first }) => [
    { name: 'bucket', path: `/buckets/${await first('/ledger/balances')}` },
  ],
  '/post/:kind': async () =>
    ['receipt', 'issue', 'transfer', 'adjustment'].map((kind) => ({
      name: `post-${kind}`,
      path: `/post/${kind}`,
    })),
  '/plan': async ({ first }) => {
    const site = await first('/locations/sites')
    const bin = await first(`/locations?site=${site}&kind=bin`)
    return [
      { name: 'plan', path: `/plan?site=${site}` },
      { name: 'plan-place', path: `/plan?site=${site}&place=${bin}` },
      { name: 'plan-table', path: `/plan?site=${site}&as=table` },
      { name: 'plan-change', path: `/plan?site=${site}&place=${bin}`, open: press('Change') },
    ]
  },
  '/locations/layout': async () => [{ name: 'layout-generator', path: '/locations/layout' }],
  '/host/health': async () => [{ name: 'health', path: '/host/health' }],
  '/host/plugins': async () => [{ name: 'plugins', path: '/host/plugins' }],
  '/host/plugins/:name': async () => [{ name: 'plugin', path: '/host/plugins/inventory' }],
  '/host/invariants': async () => [{ name: 'invariants', path: '/host/invariants' }],
  '/x/:plugin/*': async (known) => [
    ...(await screensOfPlugins(known)),
    {
      plugin: 'traceability',
      name: 'traceability-of-lot',
      path: `/x/traceability/trace?lot=${await known.first('/items/lots')}`,
    },
    {
      plugin: 'webhooks',
      name: 'webhooks-events',
      path: '/x/webhooks/endpoints/create',
      open: (page) => page.getByRole('combobox', { name: /^Events/ }).click(),
    },
  ],
}

interface PluginScreens {
  readonly name: string
  readonly pages: readonly { readonly path: string }[]
  readonly resources: readonly {
    readonly name: string
    readonly path: string
    readonly create?: object
    readonly update?: object
    readonly hasOne: boolean
  }[]
}

/** All that the plugins say that they add, so that no screen of theirs is forgotten either. */
async function screensOfPlugins({ first, plugins }: Known): Promise<readonly Stop[]> {
  const stops = (await plugins()).map(async ({ name: plugin, pages, resources }) => {
    const ofRecords = resources.map(async ({ name, path, create, update, hasOne }) => {
      const [title, room] = [`${plugin}-${name}`, `/x/${plugin}/${name}`]
      const id = update || hasOne ? await first(path) : ''
      return [
        { name: title, path: room },
        ...(create ? [{ name: `${title}-create`, path: `${room}/create` }] : []),
        ...(update ? [{ name: `${title}-edit`, path: `${room}/${id}` }] : []),
        ...(hasOne ? [{ name: `${title}-show`, path: `${room}/${id}/show` }] : []),
      ]
    })
    const whole = pages.map(({ path }) => ({ name: `${plugin}-${path}`, path: `/x/${plugin}/${path}` }))
    return [...whole, ...(await Promise.all(ofRecords)).flat()]
  })
  return (await Promise.all(stops)).flat()
}

/** Screens that the desk registers and that the walk would not come to. */
export function forgottenScreens(): readonly string[] {
  const records = registeredResources().filter(
    ({ views }) => views.includes('edit') || views.includes('show'),
  )
  return [
    ...registeredRoutes().filter((path) => screensOfRoutes[path] === undefined),
    ...records.map(({ name }) => name).filter((name) => resourcePaths[name] === undefined),
  ]
}

/** What can be opened on lists and records beyond what they show by themselves. */
const opened: readonly Stop[] = [
  { name: 'list-columns', path: '/items', open: press('Columns') },
  { name: 'list-chosen', path: '/items', open: (page) => page.getByLabel('Choose all on this page').check() },
  {
    plugin: 'labels',
    name: 'list-labels',
    path: '/items',
    open: async (page) => {
      await page.getByLabel('Choose all on this page').check()
      await page
        .getByRole('region', { name: 'Chosen rows' })
        .getByRole('button', { name: 'Print labels' })
        .click()
      // The label, or why there is none.
      await page.getByRole('dialog').locator('img, [role=alert]').first().waitFor()
    },
  },
  { name: 'list-filtered-to-nothing', path: '/items?filter={"q":"nothing like it"}' },
  { plugin: 'sso', name: 'account-second-factor', path: '/account', open: press('Set it up …') },
  { name: 'no-such-page', path: '/nowhere' },
]

/**
 * Every screen of a platform that has a little of everything. A screen that the desk registers and that has
 * no stop here cannot be forgotten: its path is taken from the desk's own sources.
 * @throws Error for a registered screen that nobody said the address of
 */
export async function stopsOf({ api }: Pick<Desk, 'api'>): Promise<readonly Stop[]> {
  const known: Known = {
    async first(path) {
      const { data } = await api<{ data: readonly Row[] }>(`${path}${path.includes('?') ? '&' : '?'}limit=1`)
      const row = data[0] as Record<string, unknown> | undefined
      if (row === undefined) throw new Error(`There is no row at ${path} to open a screen of.`)
      return String(row.id ?? row.bucket)
    },
    plugins: async () => (await api<{ plugins: readonly PluginScreens[] }>('/host/screens')).plugins,
  }
  const routes = registeredRoutes().map((path) => {
    const screens = screensOfRoutes[path]
    if (screens === undefined) throw new Error(`Nobody said what to look at of ${path}: add it to the walk.`)
    return screens(known)
  })
  const resources = registeredResources().flatMap(({ name, views }) =>
    views.map(async (view) => [{ name: `${name}-${view}`, path: await pathOf(name, view, known) }]),
  )
  const on = new Set((await known.plugins()).map(({ name }) => name))
  const stops: readonly Stop[] = [...(await Promise.all([...routes, ...resources])).flat(), ...opened]
  return stops.filter(({ plugin }) => plugin === undefined || on.has(plugin))
}

async function pathOf(name: string, view: View, { first }: Known): Promise<string> {
  if (view === 'list') return `/${name}`
  if (view === 'create') return `/${name}/create`
  const resource = resourcePaths[name]
  if (resource === undefined) throw new Error(`The resource ${name} has no path.`)
  // The first location is the world outside, which nobody changes.
  const path = name === 'locations' ? `${resource.path}?kind=bin` : resource.path
  const id = encodeURIComponent(await first(path))
  return view === 'edit' ? `/${name}/${id}` : `/${name}/${id}/show`
}
