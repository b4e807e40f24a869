import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { DatabaseCredentials } from '../../../core/src/database/database-access.ts'
import { readSealKey } from '../../../core/src/home/seal-key.ts'
import { readSettings } from '../../../core/src/settings.ts'
import { launchChromium } from '../../browser/chromium.ts'
import type { BenchServer } from '../bench-server.ts'
import { buildLedger } from '../growth/build-ledger.ts'
import { sealBacklog } from '../growth/seals.ts'
import type { StockPlan } from '../growth/stock-plan.ts'
import { type OwnNode, startOwnNode } from '../own-node.ts'
import { prepareDatabaseFor } from '../prepared-platform.ts'
import { type Caller, logIn } from './caller.ts'
import { markWhenSeen } from './seen.ts'

/** A node as `stowage start` makes it, over a grown stock, and a browser that opens pages of it. */
export interface DeskWorld {
  readonly url: string
  readonly browser: Browser
  /** What lies where. */
  readonly plan: StockPlan
  /** Calls the API as the administrator. */
  readonly caller: Caller
  readonly logIn: NonNullable<OwnNode['logIn']>
  /**
   * A page of a browser that has kept nothing, of somebody who is logged in already.
   * @param selector what is waited for: when it is first painted is written down
   */
  openPage(selector: string): Promise<Page>
  close(): Promise<void>
}

/** What it is made of. */
export interface DeskWorldOptions {
  readonly server: BenchServer
  readonly credentials: DatabaseCredentials
  readonly balances: number
  say(line: string): void
}

const NAME = 'desk'

/** Builds the stock, starts the node and the browser. */
export async function openDeskWorld(options: DeskWorldOptions): Promise<DeskWorld> {
  const { server, credentials, balances, say } = options
  const access = await prepareDatabaseFor(server, NAME, credentials)
  const url = server.urlOf(NAME)
  const { plan } = await buildLedger({ url, lines: balances, balances, say })
  const home = await mkdtemp(join(tmpdir(), 'stowage-desk-'))
  say('sealing what was built')
  await sealBacklog(access, await readSealKey(readSettings({ STOWAGE_HOME: home })))
  const node = await startOwnNode({ url, home, credentials })
  const first = node.logIn
  if (first === undefined) throw new Error('somebody was there before the first start')
  const browser = await launchChromium()
  const caller = await logIn(node.url, first)
  // As the desk of somebody who has been here before.
  for (const name of ['desk.tour', 'desk.firstChoice'])
    await caller.call('PUT', '/access/session/preferences', { name, value: false })
  return {
    url: node.url,
    browser,
    plan,
    caller,
    logIn: first,
    openPage: (selector) => openPage(browser, { caller, url: node.url, selector }),
    async close() {
      await browser.close()
      await node.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function openPage(
  browser: Browser,
  { caller, url, selector }: { caller: Caller; url: string; selector: string },
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const [name, value] = caller.cookie.split('=') as [string, string]
  await context.addCookies([{ name, value, url }])
  // What the desk itself writes down when somebody logs in.
  await context.addInitScript(`localStorage.setItem('stowage.session', 'open')`)
  await context.addInitScript(markWhenSeen(selector))
  return context.newPage()
}
