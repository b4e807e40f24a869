import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PluginDeclaration, Services } from '@stowage/sdk'
import { type Answer, atEnd, type TestScope } from '@stowage/sdk/testing'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { buildGeneration, orderPlugins } from '../app.ts'
import { ensureAdministrator } from '../cli/first-administrator.ts'
import { migrate } from '../database/migrate.ts'
import { type Background, startBackground } from '../host/background.ts'
import type { Kernel } from '../plugin-host/kernel.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

export type { Answer }

/** Somebody who sends requests. */
export interface Caller {
  /** Sends one request, as a browser on our own pages would. */
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
  send<Body = any>(request: InjectOptions): Promise<Answer<Body>>
}

/** The whole platform on a database of its own, without a port. */
export interface TestPlatform extends TestDatabase {
  readonly app: FastifyInstance
  /** Where this platform keeps files. */
  readonly filesFolder: string
  readonly kernel: Kernel
  /** To call them without a request. */
  readonly services: Services
  /**
   * Starts what a node does beside requests; called twice, there are two nodes. Other
   * plugins than the platform's may be followed. It ends with the test.
   */
  startBackground(plugins?: readonly PluginDeclaration[], leaseMs?: number): Promise<Background>
  /** Logged in with all rights. */
  readonly administrator: Caller & {
    readonly cookie: string
    readonly email: string
    readonly password: string
  }
  /** Nobody. */
  readonly stranger: Caller
  /** Whoever holds this API key. */
  withKey(key: string): Caller
  /** Whoever logs in with these words. */
  logIn(email: string, password: string): Promise<Caller & { readonly cookie: string }>
}

/** Which plugins stand beside core's own. */
export interface PlatformOptions {
  readonly plugins?: readonly PluginDeclaration[]
  /** What secrets are encrypted with; a fresh one unless said. */
  readonly secretKey?: Buffer
}

/**
 * Composes the platform on a clone of the template, migrates the given plugins and logs an administrator in.
 */
export async function startPlatform(
  t: TestScope,
  { plugins = [], secretKey = randomBytes(32) }: PlatformOptions = {},
): Promise<TestPlatform> {
  const test = await createTestDatabase(t)
  if (plugins.length > 0) await migrate({ access: test.access, plugins: orderPlugins({ plugins }) })
  const home = await mkdtemp(join(tmpdir(), 'stowage-test-'))
  atEnd(t, () => rm(home, { recursive: true, force: true }))
  const filesFolder = join(home, 'files')
  const generation = await buildGeneration({ database: test.database, plugins, secretKey, filesFolder })
  const { app, kernel, services } = generation
  test.beforeClose(() => app.close())
  const made = await ensureAdministrator(test.database)
  if (made === undefined) throw new Error('the template already has a user')
  const logIn = async (email: string, password: string) => {
    const cookie = await cookieFor(app, email, password)
    return { ...callerOf(app, { cookie }), cookie }
  }
  return {
    ...test,
    app,
    filesFolder,
    kernel,
    services,
    async startBackground(others, leaseMs = 30_000) {
      const other = others && { ...kernel, plugins: orderPlugins({ plugins: others }) }
      const background = await startBackground({ kernel: other ?? kernel, services, leaseMs })
      test.beforeClose(() => background.stop())
      return background
    },
    administrator: { ...(await logIn(made.email, made.password)), ...made },
    stranger: callerOf(app, {}),
    withKey: (key) => callerOf(app, { authorization: `Bearer ${key}` }),
    logIn,
  }
}

/** Logs in. @returns the cookie of the session, as a request sends it */
export async function cookieFor(app: FastifyInstance, email: string, password: string): Promise<string> {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/access/session',
    headers: { 'sec-fetch-site': 'same-origin' },
    payload: { email, password },
  })
  const cookie = answer.cookies.find(({ name }) => name === 'stowage_session')
  if (cookie === undefined) throw new Error(`${email} could not log in: ${answer.statusCode} ${answer.body}`)
  return `stowage_session=${cookie.value}`
}

/** Whoever sends requests to an app with these headers. */
export function callerOf(app: FastifyInstance, identity: Record<string, string>): Caller {
  return {
    async send(request) {
      const headers = { 'sec-fetch-site': 'same-origin', ...identity, ...request.headers }
      const answer = await app.inject({ ...request, headers })
      const isJson = String(answer.headers['content-type']).includes('json')
      const body = isJson ? answer.json() : undefined
      return { status: answer.statusCode, headers: answer.headers, body, text: answer.body }
    },
  }
}
