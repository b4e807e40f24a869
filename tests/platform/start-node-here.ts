import type { PluginDeclaration } from '@stowage/sdk'
import type { Test } from 'tap'
import { buildGeneration } from '../../core/src/app.ts'
import { ensureAdministrator } from '../../core/src/cli/first-administrator.ts'
import { coreDeclarations } from '../../core/src/declarations.ts'
import { NodeRuntime } from '../../core/src/host/plugins/node-runtime.ts'
import { keepFound, readPluginSet } from '../../core/src/host/plugins/plugin-set.ts'
import { createLog } from '../../core/src/http/request-log.ts'
import type { PluginCatalog } from '../../core/src/plugin-host/discover.ts'
import { createTestDatabase, type TestDatabase } from './create-test-database.ts'

/** A node in the test's own process, which listens and follows the set of plugins. */
export interface NodeHere extends TestDatabase {
  readonly node: NodeRuntime
  readonly url: string
  /** Sends one request as an administrator. */
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
  send(method: string, path: string, body?: object): Promise<{ status: number; body: any }>
  /** Begins a change of the set, and waits until it has ended. */
  change(plugin: string, action: 'enable' | 'disable', body?: object): Promise<ChangeEnd>
}

/** How a change ended. */
export interface ChangeEnd {
  readonly state: string
  readonly errorCode: string | null
  readonly error: string | null
}

/** Starts a node for which the given plugins are there and off. */
export async function startNodeHere(t: Test, plugins: readonly PluginDeclaration[]): Promise<NodeHere> {
  const test = await createTestDatabase(t)
  const { database, access } = test
  const catalog = catalogOf(plugins)
  await keepFound(access, catalog)
  const log = createLog({ level: 'silent' })
  const node = await NodeRuntime.make({
    database,
    log,
    core: coreDeclarations,
    set: await readPluginSet({ access, core: coreDeclarations, catalog }),
    discover: async () => catalog,
    build: (options) => buildGeneration({ database, log, ...options }),
  })
  test.beforeClose(() => node.close())
  const url = await node.listen('127.0.0.1', 0)
  const { email, password } = (await ensureAdministrator(database))!
  const send = await logInTo(url, { email, password })
  return {
    ...test,
    node,
    url,
    send,
    async change(plugin, action, body) {
      const more = action === 'disable' ? (body ?? {}) : body
      const begun = await send('POST', `/api/v1/host/plugins/${plugin}/${action}`, more)
      if (begun.status !== 202) throw new Error(`${action} ${plugin}: ${JSON.stringify(begun.body)}`)
      return endOf(send, begun.body.id)
    },
  }
}

/** Logs in over the wire. @returns sends requests as whoever that is */
export async function logInTo(
  url: string,
  words: { readonly email: string; readonly password: string },
): Promise<NodeHere['send']> {
  const logIn = await fetch(`${url}/api/v1/access/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(words),
  })
  const cookie = logIn.headers.getSetCookie()[0]!.split(';')[0]!
  await logIn.arrayBuffer()
  return async (method, path, body) => {
    const headers = {
      cookie,
      'sec-fetch-site': 'same-origin',
      ...(body && { 'content-type': 'application/json' }),
    }
    const answer = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
  }
}

/** Waits for the end of a change, for half a minute at most. */
export async function endOf(send: NodeHere['send'], id: string): Promise<ChangeEnd> {
  for (const until = Date.now() + 30_000; Date.now() < until; ) {
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
