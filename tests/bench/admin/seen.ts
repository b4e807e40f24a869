import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'

const PATIENCE_MS = 60_000

/** A script for a page that writes down when something of it was painted first. */
export function markWhenSeen(selector: string): string {
  return `(() => {
    const watch = new MutationObserver(() => {
      if (document.querySelector(${JSON.stringify(selector)}) === null) return
      watch.disconnect()
      requestAnimationFrame(() => setTimeout(() => {
        window.stowageSeen = { at: Date.now(), afterMs: performance.now() }
      }))
    })
    watch.observe(document, { childList: true, subtree: true, attributes: true })
  })()`
}

/** When what a page waits for was painted. */
export interface Seen {
  /** By the clock of the machine. */
  readonly at: number
  /** Since the page was asked for. */
  readonly afterMs: number
}

/**
 * Waits until it was painted.
 * @throws after a minute, with what the page shows instead
 */
export async function whenSeen(page: Page): Promise<Seen> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(50)) {
    const seen = await page.evaluate<Seen | undefined>('window.stowageSeen')
    if (seen !== undefined) return seen
  }
  const shown = await page.evaluate<string>('document.body.innerText')
  throw new Error(`${page.url()} did not show it in a minute, but: ${shown.slice(0, 500)}`)
}
