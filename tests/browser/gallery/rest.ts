import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'

const PATIENCE_MS = 30_000
const STILL_MS = 600

/** Waits until a page looks the same for a while: nothing is read, nothing fades. */
export async function waitForRest(page: Page): Promise<void> {
  const looks = `document.getAnimations().some(({ playState }) => playState === 'running') ||
    [...document.querySelectorAll('[role=status] .sr-only')].some((node) => node.textContent === 'Reading')
    ? Math.random() : (document.querySelector('h1') && document.body.innerText)`
  let before: unknown
  let since = Date.now()
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(50)) {
    const now = await page.evaluate<unknown>(looks)
    if (now !== before || !now) since = Date.now()
    else if (Date.now() - since > STILL_MS) return
    before = now
  }
  throw new Error(`${page.url()} does not come to rest.`)
}
