import { median } from '../rates.ts'
import type { AdminBench } from './admin-bench.ts'
import type { DeskWorld } from './desk-world.ts'
import { whenSeen } from './seen.ts'

const SLOWER = 4

/** Rows with figures, not the lines that stand for them while they are read. */
const screens = {
  first_list_ms: { path: '/items', selector: 'main table tbody tr:nth-child(5) td' },
  stock_matrix_ms: { path: '/stock', selector: 'main .matrix tbody tr:nth-child(5) td.num .fig' },
} as const

/**
 * Milliseconds from the moment that an address is gone to until its figures are painted: somebody who is
 * logged in, a browser that has kept nothing, a processor four times slower than this one's.
 */
export async function measureFirstData({ desk, options }: AdminBench): Promise<object> {
  const world = await desk()
  const runs: Record<string, number[]> = {}
  for (let round = 0; round <= options.rounds && !options.stopped.aborted; round += 1) {
    for (const [figure, screen] of Object.entries(screens)) {
      const ms = await firstData(world, screen)
      // The first look warms the server, which has just started.
      if (round > 0) runs[figure] = [...(runs[figure] ?? []), ms]
    }
  }
  const medians = Object.entries(runs).map(([figure, found]) => [figure, Math.round(median(found))])
  return { ...Object.fromEntries(medians), first_data_runs: runs }
}

async function firstData(world: DeskWorld, { path, selector }: { path: string; selector: string }) {
  const page = await world.openPage(selector)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.goto(world.url + path, { waitUntil: 'commit' })
  const { afterMs } = await whenSeen(page)
  await page.context().close()
  return Math.round(afterMs)
}
