import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { median } from '../rates.ts'
import type { AdminBench } from './admin-bench.ts'
import { whenSeen } from './seen.ts'
import { usable } from './transfer.ts'

const ITEMS = 100_000
const PAGES = 25
const PATIENCE_MS = 20_000

const longTasks = `window.stowageTasks = [];
  new PerformanceObserver((list) => {
    window.stowageTasks.push(...list.getEntries().map(({ duration }) => duration))
  }).observe({ type: 'longtask', buffered: true })`

/**
 * The longest that a page of the list of 100,000 items holds the browser up while somebody goes from page to
 * page and scrolls through each, and how long a page takes to be there.
 */
export async function measurePaging({ desk, server, options }: AdminBench): Promise<object> {
  const world = await desk()
  await fillUp(server.urlOf('desk'), options.isQuick ? ITEMS / 10 : ITEMS)
  const page = await world.openPage(usable.list)
  await page.addInitScript(longTasks)
  await page.goto(`${world.url}/items`)
  await whenSeen(page)
  await pause(500)
  await page.evaluate('window.stowageTasks.length = 0')
  const times: number[] = []
  for (let n = 0; n < PAGES; n += 1) {
    await scrollThrough(page)
    times.push(await nextPage(page))
  }
  const tasks = await page.evaluate<number[]>('window.stowageTasks')
  await page.context().close()
  return {
    paging_longest_task_ms: Math.round(Math.max(0, ...tasks)),
    paging_long_tasks: tasks.length,
    paging_page_ms: Math.round(median(times)),
  }
}

/** Items that nobody has in stock, so that there are as many as asked for. */
async function fillUp(url: string, items: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    `insert into items.item (id, sku, name, base_unit)
       select gen_random_uuid(), 'MORE-' || n, 'Item ' || n || ' that nobody has in stock', 'each'
         from generate_series(1, $1::int - (select count(*) from items.item)::int) n`,
    [items],
  )
  await client.query('vacuum analyze items.item')
  await client.end()
}

async function scrollThrough(page: Page): Promise<void> {
  await page.mouse.move(700, 600)
  for (let turn = 0; turn < 6; turn += 1) {
    await page.mouse.wheel(0, 400)
    await pause(30)
  }
}

/** @returns the milliseconds until its rows were there */
async function nextPage(page: Page): Promise<number> {
  const first = 'document.querySelector("main tbody tr")?.textContent'
  const before = await page.evaluate<string>(first)
  const started = performance.now()
  await page.locator('.list-foot').getByRole('button', { name: 'Next' }).click()
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await pause(10))
    if ((await page.evaluate<string>(first)) !== before) return performance.now() - started
  throw new Error('The next page did not come.')
}
