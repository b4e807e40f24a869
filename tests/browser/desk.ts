import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { PluginDeclaration } from '@stowage/sdk'
import type { Page } from 'playwright-core'
import type { Test } from 'tap'
import { systemActor } from '../../core/src/access/system-actor.ts'
import { buildGeneration, orderPlugins } from '../../core/src/app.ts'
import { ensureAdministrator } from '../../core/src/cli/first-administrator.ts'
import type { Database } from '../../core/src/database/database.ts'
import { migrate } from '../../core/src/database/migrate.ts'
import type { DemoProgress } from '../../core/src/demo/demo-options.ts'
import { loadDemo } from '../../core/src/demo/load-demo.ts'
import { startBackground } from '../../core/src/host/background.ts'
import { startNodeHere } from '../../core/src/testing/start-node.ts'
import { createTestDatabase } from '../../core/src/testing/test-database.ts'
import { ownChromium, shareChromium } from './chromium.ts'
import { ownFolder } from './own-folder.ts'

const adminFolder = fileURLToPath(new URL('../../admin/dist/', import.meta.url))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Far longer than any screen needs: it only says how late a failure is told on a machine that is busy. */
const waitMs = 20_000

/** A browser at a running platform, and what it complained of. */
export interface Desk {
  readonly page: Page
  readonly url: string
  readonly email: string
  readonly password: string
  /** What the console said in red, without the browser's own line about an answer that refuses. */
  readonly complaints: string[]
  /** Logs in as the administrator, unless told as whom, and waits for the first screen. */
  logIn(words?: Words): Promise<void>
  /** The platform's own, for what a node does beside answering. */
  readonly database: Database
  /** Calls the API with the page's own session. */
  api<Body = Record<string, never>>(path: string, body?: unknown): Promise<Body>
  /** What axe finds wrong with the page as it stands. */
  violations(): Promise<string[]>
}

interface Words {
  readonly email: string
  readonly password: string
}

/** Which plugins stand beside core's own. */
export interface DeskOptions {
  readonly plugins?: readonly PluginDeclaration[]
  /** It keeps files, and does what is left for jobs. */
  readonly doesJobs?: true
  /** The demo business is in it. */
  readonly hasDemo?: boolean
  /** What the browser is told beside the usual, such as what its camera sees. */
  readonly browserArgs?: readonly string[]
}

/** Starts the platform on a free port with the built screens, and opens a browser there. */
export async function openDesk(t: Test, options: DeskOptions = {}): Promise<Desk> {
  const { plugins = [], doesJobs, hasDemo = false, browserArgs } = options
  const { access, database, beforeClose } = await createTestDatabase(t)
  if (plugins.length > 0) await migrate({ access, plugins: orderPlugins({ plugins }) })
  const files = doesJobs ? { filesFolder: join(ownFolder(), 'files') } : {}
  const composition = { database, adminFolder, plugins, secretKey: randomBytes(32), ...files }
  const generation = await buildGeneration(composition)
  const { app, services } = generation
  beforeClose(() => app.close())
  if (hasDemo) {
    await loadDemo('warehouse', { database, services, actor: systemActor, progress: silently, plugins })
  }
  if (doesJobs) {
    const background = await startBackground(generation)
    beforeClose(() => background.stop())
  }
  const made = await ensureAdministrator(database)
  if (made === undefined) throw new Error('the template already has a user')
  await app.listen({ host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  return openBrowser({ url, ...made, database, beforeClose, browserArgs })
}

const silently: DemoProgress = { step: (_, work) => work(() => {}) }

/** Starts a node for which the given plugins are there and off, and opens a browser there. */
export async function openSwitchingDesk(t: Test, plugins: readonly PluginDeclaration[]): Promise<Desk> {
  const { url, logIn, database, beforeClose } = await startNodeHere(t, plugins, {
    adminFolder,
    filesFolder: join(ownFolder(), 'files'),
  })
  return openBrowser({ url, ...logIn, database, beforeClose })
}

interface Address extends Pick<Desk, 'url' | 'email' | 'password' | 'database'> {
  beforeClose(close: () => Promise<unknown>): void
  readonly browserArgs?: readonly string[] | undefined
}

async function openBrowser({ url, email, password, database, ...rest }: Address): Promise<Desk> {
  const { beforeClose, browserArgs } = rest
  const { browser, leave } = await (browserArgs ? ownChromium(browserArgs) : shareChromium())
  beforeClose(leave)
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Europe/London',
  })
  beforeClose(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(waitMs)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() !== 'error' || /^Failed to load resource.*status of 4\d\d/.test(message.text())) return
    complaints.push(message.text())
  })
  return {
    page,
    url,
    email,
    password,
    complaints,
    logIn: (words = { email, password }) => logIn(page, url, words),
    database,
    api: (path, body) => callApi(page, `${url}/api/v1${path}`, body),
    violations: async () => {
      const found = await violationsOf(page)
      if (found.length === 0) return found
      // What had not begun to fade when it was looked at: a fault of the page is still there.
      await pause(500)
      return violationsOf(page)
    },
  }
}

async function logIn(page: Page, url: string, { email, password }: Words): Promise<void> {
  await page.goto(url)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  const menu = page.getByRole('navigation', { name: 'Main' })
  await menu.getByRole('link', { name: 'Home', exact: true }).waitFor({ state: 'attached' })
  const skip = page.getByRole('button', { name: 'Skip the tour' })
  if (await skip.isVisible()) await skip.click()
  const stock = menu.getByRole('link', { name: 'Stock', exact: true })
  if ((await stock.count()) === 0) return
  await stock.click()
  await page.getByRole('heading', { level: 1, name: 'Stock' }).waitFor()
}

async function callApi<Body>(page: Page, address: string, body?: unknown): Promise<Body> {
  const headers = { 'sec-fetch-site': 'same-origin' }
  const answer =
    body === undefined
      ? await page.request.get(address, { headers })
      : await page.request.post(address, { headers, data: body })
  if (!answer.ok()) throw new Error(`${address}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as Body
}

/** What axe finds wrong with a page as it stands. */
export async function violationsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(`${axe};0`)
  // What fades in or out has the contrast of neither: axe looks when it is over, a second at most.
  await page.evaluate(`Promise.race([
    Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
    new Promise((resolve) => setTimeout(resolve, 1000))]).then(() => 0)`)
  const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  // What is right is not listed, and no style sheet read again: that took a third of the time.
  const options = { runOnly: standards, resultTypes: ['violations'], preload: false }
  return page.evaluate(`axe.run(${JSON.stringify(options)}).then((result) =>
    result.violations.flatMap((rule) =>
      rule.nodes.map((node) => rule.id + ': ' + node.html.slice(0, 200))))`)
}

/**
 * Waits until something holds that no element tells. Playwright's own way evaluates text in the page, which the
 * page's policy forbids from the second look on.
 * @throws Error after twenty seconds
 */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(50)) if (await holds()) return
  throw new Error(`In twenty seconds it did not come true: ${holds}`)
}
