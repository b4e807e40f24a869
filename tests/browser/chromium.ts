import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

// Containers run the suite as root, where Chromium's sandbox cannot start; no page but ours is opened.
const args = ['--no-sandbox', '--disable-background-networking', '--disable-dev-shm-usage', '--disable-gpu']

/** Starts the machine's own Chromium, or the one that comes from npm where there is none. */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: [...args, ...more] })
}

/** What whoever opens it closes it by. */
export interface OpenChromium {
  readonly browser: Browser
  readonly leave: () => Promise<void>
}

/** One for him alone who asks, told what the others are not. */
export async function ownChromium(more: readonly string[]): Promise<OpenChromium> {
  const browser = await launchChromium(more)
  return { browser, leave: () => browser.close() }
}

let shared: Promise<Browser> | undefined
let sharers = 0

/** One for all who ask for it in this process. @returns it, and what tells that one of them has done */
export async function shareChromium(): Promise<OpenChromium> {
  sharers += 1
  shared ??= launchChromium()
  const browser = await shared
  return {
    browser,
    async leave() {
      sharers -= 1
      if (sharers > 0) return
      shared = undefined
      await browser.close()
    },
  }
}

/** The same with a folder of its own, whose pages another program may open, too, by the port. */
export async function launchChromiumAt(own: { profile: string; port: number }): Promise<BrowserContext> {
  return chromium.launchPersistentContext(own.profile, {
    executablePath: await findChromium(),
    args: [...args, `--remote-debugging-port=${own.port}`],
  })
}

async function findChromium(): Promise<string> {
  const own = [chromium.executablePath(), ...installed].find((path) => path !== '' && existsSync(path))
  if (own !== undefined) return own
  const { default: fromNpm } = await import('@sparticuz/chromium')
  return fromNpm.executablePath()
}
