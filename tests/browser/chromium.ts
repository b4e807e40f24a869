import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Starts the machine's own Chromium, or the one that comes from npm where there is none. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await findChromium(),
    // Containers run the suite as root, where Chromium's sandbox cannot start; no page but ours is opened.
    args: ['--no-sandbox', '--disable-background-networking', '--disable-dev-shm-usage', '--disable-gpu'],
  })
}

async function findChromium(): Promise<string> {
  const own = [chromium.executablePath(), ...installed].find((path) => path !== '' && existsSync(path))
  if (own !== undefined) return own
  const { default: fromNpm } = await import('@sparticuz/chromium')
  return fromNpm.executablePath()
}
