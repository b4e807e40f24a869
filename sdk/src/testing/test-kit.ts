import type { PluginDeclaration } from '../plugin/declaration.ts'

/** A test by whose end what was started for it is gone: of `node:test`, of tap, or of your own. */
export type TestScope =
  | { after(work: () => Promise<unknown>): unknown }
  | { teardown(work: () => Promise<unknown>): unknown }

/** Has `work` done when the test ends. */
export function atEnd(t: TestScope, work: () => Promise<unknown>): void {
  if ('teardown' in t) t.teardown(work)
  else t.after(work)
}

/** One request as a test writes it. */
export interface TestRequest {
  /** `GET` unless said. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly payload?: string | object
}

/** An answer with its body read. */
export interface Answer<Body = never> {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  /** The JSON body; `undefined` where there is none. */
  readonly body: Body
  readonly text: string
}

/** Somebody who sends requests. */
export interface Caller {
  /** Sends one request, as a browser on our own pages would. */
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
  send<Body = any>(request: TestRequest): Promise<Answer<Body>>
}

/** The whole platform on a database of its own, which is gone when the test ends. */
export interface TestPlatform {
  /** Logged in with all rights. */
  readonly administrator: Caller
  /** Nobody. */
  readonly stranger: Caller
  /** Whoever holds an API key with these permissions, for all owners and sites. */
  withPermissions(permissions: readonly string[]): Promise<Caller>
  /** Looks behind the platform's back, as the superuser: one statement. */
  query<Row = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<Row[]>
  /**
   * Brings events to their subscribers and runs the jobs that are due, until none is left.
   * @throws Error with what stands still, when a handler or a job fails or half a minute is over
   */
  settle(): Promise<void>
  /** Runs one of the plugin's jobs now, as cron would, and waits for its end. @throws Error when it fails */
  runJob(name: string): Promise<void>
}

/** A server in the test's own process, on which plugins are switched as in a running deployment. */
export interface TestNode extends Caller {
  query<Row = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<Row[]>
  /** Switches a plugin on, and waits until it is. @throws Error with what stood in the way */
  enable(plugin: string): Promise<void>
  /** Switches it off, with whatever it can let go of. @throws Error with what stood in the way */
  disable(plugin: string): Promise<void>
}

/** Which plugins stand beside core's own. */
export interface PlatformOptions {
  readonly plugins?: readonly PluginDeclaration[]
}

/** What `@stowage/core/testing` brings, and `@stowage/sdk/testing` hands on. */
export interface TestKit {
  /** @throws HostError when a plugin is faulty: coded, with the way out in its sentence */
  startPlatform(t: TestScope, options?: PlatformOptions): Promise<TestPlatform>
  /** For which the given plugins are there, and off. */
  startNode(t: TestScope, plugins: readonly PluginDeclaration[]): Promise<TestNode>
  /** What a plugin leaves to English in the languages that it speaks. */
  missingMessages(plugin: PluginDeclaration): readonly string[]
}
