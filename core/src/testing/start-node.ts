import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PluginDeclaration } from '@stowage/sdk'
import { atEnd, type TestScope } from '@stowage/sdk/testing'
import { type AppOptions, buildGeneration, orderPlugins } from '../app.ts'
import { ensureAdministrator, type MadeLogIn } from '../cli/first-administrator.ts'
import { migrate } from '../database/migrate.ts'
import { coreDeclarations } from '../declarations.ts'
import { NodeRuntime } from '../host/plugins/node-runtime.ts'
import { keepFound, readPluginSet } from '../host/plugins/plugin-set.ts'
import { createLog } from '../http/request-log.ts'
import type { PluginCatalog } from '../plugin-host/discover.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

/** A node in the test's own process, which listens and follows the set of plugins. */
export interface NodeHere extends TestDatabase {
  readonly node: NodeRuntime
  readonly url: string
  readonly logIn: MadeLogIn
  /** Sends one request as an administrator. */
  send(
    method: string,
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
    // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
  ): Promise<{ status: number; body: any }>
  /** Goes to an address as an administrator's browser would. */
  fetch(path: string): Promise<Response>
  /** Starts another node on the same database. @returns sends requests to it as the same administrator */
  another(): Promise<NodeHere['send'] & { readonly url: string }>
  /** Begins a change of the set, and waits until it has ended. */
  change(plugin: string, action: 'enable' | 'disable', body?: object): Promise<ChangeEnd>
}

/** How a change ended. */
export interface ChangeEnd {
  readonly state: string
  readonly errorCode: string | null
  readonly error: string | null
}

/** What a node has beside what every test's node has. */
export interface MoreOfNode extends Pick<AppOptions, 'adminFolder' | 'filesFolder' | 'log'> {
  /** Its plugins are on as it starts. */
  readonly isAllOn?: true
}

/** Starts a node for which the given plugins are there and off. */
export function startNodeHere(
  t: TestScope,
  plugins: readonly PluginDeclaration[],
  more: MoreOfNode = {},
): Promise<NodeHere> {
  return startNodeWith(t, async () => catalogOf(plugins), more)
}

/** Starts a node that looks for its plugins in some way. */
export async function startNodeWith(
  t: TestScope,
  discover: () => Promise<PluginCatalog>,
  more: MoreOfNode = {},
): Promise<NodeHere> {
  const { log = createLog({ level: 'silent' }), isAllOn = false, ...given } = more
  const test = await createTestDatabase(t)
  const { database, access } = test
  const catalog = await discover()
  await keepFound(access, catalog)
  if (isAllOn) await keepOn(test, catalog)
  const secretKey = randomBytes(32)
  const removedFolder = await mkdtemp(join(tmpdir(), 'stowage-removed-'))
  atEnd(t, () => rm(removedFolder, { recursive: true, force: true }))
  const makeNode = async () => {
    const node = await NodeRuntime.make({
      database,
      log,
      core: coreDeclarations,
      set: await readPluginSet({ access, core: coreDeclarations, catalog }),
      discover,
      removedFolder,
      build: (options) => buildGeneration({ database, secretKey, ...given, log, ...options }),
    })
    test.beforeClose(() => node.close())
    return { node, url: await node.listen('127.0.0.1', 0) }
  }
  const { node, url } = await makeNode()
  const logIn = (await ensureAdministrator(database))!
  const cookie = await cookieFor(url, logIn)
  const send = sender(url, cookie)
  return {
    ...test,
    node,
    url,
    logIn,
    send,
    async another() {
      const { url } = await makeNode()
      return Object.assign(sender(url, cookie), { url })
    },
    fetch: (path) => fetch(url + path, { headers: { cookie, 'sec-fetch-site': 'same-origin' } }),
    async change(plugin, action, body) {
      const more = action === 'disable' ? (body ?? {}) : body
      const begun = await send('POST', `/api/v1/host/plugins/${plugin}/${action}`, more)
      if (begun.status !== 202) throw new Error(`${action} ${plugin}: ${JSON.stringify(begun.body)}`)
      return endOf(send, begun.body.id)
    },
  }
}

/** As if they had been switched on before this node started. */
async function keepOn({ access, query }: TestDatabase, { found }: PluginCatalog): Promise<void> {
  const plugins = [...found.values()].map(({ declaration }) => declaration)
  await migrate({ access, plugins: orderPlugins({ plugins }) })
  await query(
    "update host.plugin set is_enabled = true, state = 'on', first_enabled_at = now(), enabled_at = now()",
  )
}

/** Logs in over the wire. @returns sends requests as whoever that is */
export async function logInTo(url: string, words: MadeLogIn): Promise<NodeHere['send']> {
  return sender(url, await cookieFor(url, words))
}

/** A server that has just started on a busy machine says "later" at first. */
async function cookieFor(url: string, words: MadeLogIn): Promise<string> {
  const logIn = () =>
    fetch(`${url}/api/v1/access/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify(words),
    })
  let answer = await logIn()
  for (let tries = 0; answer.status === 503 && tries < 50; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    answer = await logIn()
  }
  const text = await answer.text()
  const cookie = answer.headers.getSetCookie()[0]
  if (cookie === undefined) throw new Error(`nobody was logged in: ${answer.status} ${text}`)
  return cookie.split(';')[0]!
}

function sender(url: string, cookie: string): NodeHere['send'] {
  return async (method, path, body, more) => {
    const headers = {
      cookie,
      'sec-fetch-site': 'same-origin',
      ...(body && { 'content-type': 'application/json' }),
      ...more,
    }
    const answer = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
  }
}

/** Waits for the end of a change, for two minutes at most. */
export async function endOf(send: NodeHere['send'], id: string): Promise<ChangeEnd> {
  for (const until = Date.now() + 120_000; Date.now() < until; ) {
    const { body } = await send('GET', `/api/v1/host/plugin-changes/${id}`)
    if (body.state !== 'running') return body
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the change did not end')
}

/** Declarations as if they had been found. */
export function catalogOf(plugins: readonly PluginDeclaration[]): PluginCatalog {
  return {
    found: new Map(
      plugins.map((declaration) => [declaration.name, { declaration, origin: 'folder', path: '' }]),
    ),
    faulty: [],
  }
}
