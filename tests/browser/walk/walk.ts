import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { Stop } from './stops.ts'

/** The widths that people have: a scanner, a tablet, a desk. */
export const widths = [360, 768, 1440] as const
/** The themes, as the browser asks for them. */
export const themes = ['light', 'dark'] as const

const briefMs = 80
const longestMs = 15_000

/** Goes from screen to screen the way a link does, and knows when one stands still. */
export class Walker {
  readonly #page: Page
  #underWay = 0
  #quietSince = Date.now()

  readonly #quietMs: number

  /** @param quietMs for how long nothing may be asked until a screen is there; longer for a picture */
  constructor(page: Page, quietMs = briefMs) {
    this.#page = page
    this.#quietMs = quietMs
    const ended = (url: string) => this.#count(url, -1)
    page.on('request', (request) => this.#count(request.url(), +1))
    page.on('requestfinished', (request) => ended(request.url()))
    page.on('requestfailed', (request) => ended(request.url()))
  }

  /** Shows a screen and waits until it has a heading and all that it asked for. */
  async goTo({ path, open }: Stop): Promise<void> {
    const page = this.#page
    const to = JSON.stringify(path)
    await page.evaluate(
      `history.pushState({}, '', ${to}); dispatchEvent(new PopStateEvent('popstate')); scrollTo(0, 0)`,
    )
    await this.settle()
    if (open === undefined) return
    await open(page)
    await this.settle()
  }

  /** Closes what a stop opened. */
  async leave({ open }: Stop): Promise<void> {
    if (open !== undefined) await this.#page.keyboard.press('Escape')
  }

  /** Waits until nothing is being read and the screen says so. */
  async settle(): Promise<void> {
    // Empty rows stand there while something is read.
    const isThere =
      "document.querySelector('h1') !== null && document.querySelector('.MuiSkeleton-root') === null"
    for (const end = Date.now() + longestMs; Date.now() < end; await pause(20)) {
      const isQuiet = this.#underWay <= 0 && Date.now() - this.#quietSince >= this.#quietMs
      if (isQuiet && (await this.#page.evaluate<boolean>(isThere))) return this.#fade()
    }
    throw new Error(`${this.#page.url()} does not come to rest.`)
  }

  /** What fades in, or from one theme into the other, is looked at when it is over. */
  async #fade(): Promise<void> {
    await this.#page.evaluate(`Promise.race([
      Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
      new Promise((resolve) => setTimeout(resolve, 600))]).then(() => 0)`)
  }

  #count(url: string, by: number): void {
    // The connection for hints never ends.
    if (url.includes('/host/live')) return
    this.#underWay += by
    this.#quietSince = Date.now()
  }
}

/**
 * What does not fit where it stands: what makes the page wider than the window, and what is cut off without
 * a mark that there is more.
 */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const wide = document.documentElement.scrollWidth - window.innerWidth
    const words = (node) => [node.tagName.toLowerCase(), node.getAttribute('class'), node.textContent.trim()]
      .join(' ').slice(0, 110)
    const scrolls = (node) => {
      for (let at = node.parentElement; at; at = at.parentElement)
        if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(at).overflowX)) return true
      return false
    }
    const all = [...document.body.querySelectorAll('*')]
    const outside = wide > 0
      ? all.filter((node) => node.getBoundingClientRect().right > innerWidth + 1 && !scrolls(node)).slice(-3)
      : []
    const cut = all.filter((node) => {
      const { overflowX, textOverflow, clipPath, position } = getComputedStyle(node)
      return ['hidden', 'clip'].includes(overflowX) && textOverflow !== 'ellipsis' && clipPath === 'none'
        && node.clientWidth > 1 && node.scrollWidth > node.clientWidth + 2 && node.offsetParent !== null
        && !node.matches('input, svg, svg *, .MuiSelect-select, .MuiSwitch-root')
    })
    return [...outside.map((node) => 'wider than the window: ' + words(node)),
      ...cut.map((node) => 'cut off: ' + words(node))]
  })()`)
}
