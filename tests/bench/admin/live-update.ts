import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { startProcess } from '../load-process.ts'
import { percentile } from '../rates.ts'
import type { AdminBench } from './admin-bench.ts'
import type { DeskWorld } from './desk-world.ts'
import type { ViewerOrders, ViewerReport } from './live-viewers.ts'
import { whenSeen } from './seen.ts'

const VIEWERS = 200
/** A person may have so many windows open; the server takes twice as many. */
const VIEWERS_OF_ONE = 10
const ADMINISTRATOR = '00000000-0000-7000-8000-000000000051'
const OPENING = '00000000-0000-7000-8000-000000000014'
/** One whose row is on the first page of the matrix, and that has no lots. */
const ITEM = 10
const PATIENCE_MS = 20_000

/** A window in which somebody looks at what is changed elsewhere. */
interface Screen {
  readonly name: string
  readonly page: Page
  /** The part of it whose words change. */
  readonly watched: string
  /** What it showed, and when by the machine's clock. */
  shown(): Promise<readonly Shown[]>
}

interface Shown {
  readonly text: string
  readonly at: number
}

/**
 * The 95th percentile of the milliseconds from the instant of a movement, which it gets before its commit,
 * until two real windows show the new figure: the page of the item, and the matrix of all stock. Beside them
 * two hundred viewers listen as the desk does, a tenth of them at that item; these read again what the desk
 * was seen to read.
 */
export async function measureLiveUpdate({ desk, options }: AdminBench): Promise<object> {
  const world = await desk()
  const item = world.plan.itemId(ITEM)
  const screens = [
    await openScreen(world, { name: 'item', path: `/items/${item}/show`, watched: 'main .strip' }),
    await openScreen(world, {
      name: 'matrix',
      path: '/stock',
      watched: `main .matrix tbody tr:has(a[href*="${item}"])`,
    }),
  ]
  const orders = await ordersFor(world, screens[0]!)
  const viewers = startProcess('admin/live-viewers.ts', { ...orders })
  await viewers.answer<'listening'>()
  options.say(`live: ${VIEWERS} listen`)
  for (const screen of screens) await watch(screen)
  const found = new Map<string, number[]>(screens.map(({ name }) => [name, []]))
  for (let n = 0; n < (options.isQuick ? 8 : 60) && !options.stopped.aborted; n += 1) {
    const at = await move(world, n)
    for (const screen of screens) found.get(screen.name)!.push((await firstChange(screen, at)) - at)
    // At any moment of whatever beats four times a second.
    await pause(500 + Math.random() * 1000)
  }
  const report = await viewers.ask<ViewerReport>('report')
  await viewers.stop()
  for (const { page } of screens) await page.context().close()
  const all = [...found.values()].flat()
  const perScreen = [...found].map(([name, ms]) => [
    name,
    { p50: percentile(ms, 0.5), p95: percentile(ms, 0.95) },
  ])
  return {
    live_update_ms: Math.round(percentile(all, 0.95)),
    live_update_screens: Object.fromEntries(perScreen),
    live_viewers: report,
  }
}

interface Look extends Pick<Screen, 'name' | 'watched'> {
  readonly path: string
}

async function openScreen(world: DeskWorld, { name, path, watched }: Look): Promise<Screen> {
  const page = await world.openPage(watched)
  await page.goto(world.url + path)
  await whenSeen(page)
  return { name, page, watched, shown: () => page.evaluate<Shown[]>('window.stowageShown') }
}

/** Writes down from now on what the watched part of a page says, and when. */
async function watch({ page, watched }: Screen): Promise<void> {
  await page.evaluate(`(() => {
    window.stowageShown = []
    const watch = () => {
      const text = document.querySelector(${JSON.stringify(watched)})?.textContent ?? ''
      if (text === window.stowageShown.at(-1)?.text) return
      requestAnimationFrame(() => setTimeout(() => window.stowageShown.push({ text, at: Date.now() })))
    }
    const any = { childList: true, subtree: true, characterData: true }
    new MutationObserver(watch).observe(document.body, any)
    watch()
  })()`)
}

/** What each viewer reads when he is told: what the window was seen to read after the first movement. */
async function ordersFor(world: DeskWorld, { page }: Screen): Promise<ViewerOrders> {
  const item = world.plan.itemId(ITEM)
  const reads = new Set<string>()
  const topics = new Set<string>()
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname.startsWith('/api/') && search.includes(item)) reads.add(pathname + search)
  })
  const live = page.waitForRequest(/\/host\/live\?topics=/)
  await page.reload()
  topics.add(new URL((await live).url()).searchParams.get('topics')!)
  await pause(3_000)
  const callers = await Promise.all(
    Array.from({ length: VIEWERS / VIEWERS_OF_ONE }, (_, n) => makeViewer(world, n)),
  )
  return {
    url: world.url,
    topics: [...topics][0]!,
    reads: [...reads],
    item,
    viewers: Array.from({ length: VIEWERS }, (_, n) => ({
      words: callers[n % callers.length]!,
      item: n % 10 === 0 ? item : world.plan.itemId(ITEM + 1 + n),
    })),
  }
}

async function makeViewer({ caller }: DeskWorld, n: number) {
  const words = { email: `viewer-${n}@bench.example`, password: `a password of viewer ${n}` }
  const roles = [{ role: ADMINISTRATOR }]
  await caller.call('POST', '/access/users', { name: `Viewer ${n}`, ...words, roles })
  return words
}

/** @returns the instant of the movement, which it gets before its commit */
async function move({ caller, plan }: DeskWorld, n: number): Promise<number> {
  const place = { location: plan.binId(plan.binOf(ITEM, 0)) }
  const [from, to] = n % 2 === 0 ? [{ location: OPENING }, place] : [place, { location: OPENING }]
  const movement = {
    kind: 'adjustment',
    reason: 'found',
    lines: [{ item: plan.itemId(ITEM), quantity: 1, from, to }],
  }
  const { outcomes } = await caller.call<{ outcomes: { status: string; at: string }[] }>(
    'POST',
    '/ledger/movements',
    { mode: 'all', movements: [movement] },
  )
  const [outcome] = outcomes
  if (outcome?.status !== 'posted') throw new Error(`nothing was posted: ${JSON.stringify(outcome)}`)
  return Date.parse(outcome.at)
}

/** @returns when the screen showed something else than before */
async function firstChange({ shown, name }: Screen, after: number): Promise<number> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(25)) {
    const change = (await shown()).find(({ at }) => at > after)
    if (change !== undefined) return change.at
  }
  throw new Error(`The screen ${name} did not change in ${PATIENCE_MS} ms.`)
}
