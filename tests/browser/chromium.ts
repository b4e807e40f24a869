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
