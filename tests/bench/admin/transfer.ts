import type { Page } from 'playwright-core'
import { rounded } from '../rates.ts'
import type { AdminBench } from './admin-bench.ts'
import type { DeskWorld } from './desk-world.ts'
import { markWhenSeen, whenSeen } from './seen.ts'
import { countWire, type WireCount } from './wire-count.ts'

/** What makes each screen usable. */
export const usable = {
  logIn: 'form input[type=password]',
  list: 'main table tbody tr:nth-child(5) td',
  floor: 'main[data-screen]:not([data-screen=starting]) h1',
} as const

/**
 * What comes over the wire, in KiB, to a browser that has kept nothing until a screen is usable: everything
 * that was asked for before that moment, counted whole with its headers, as it was sent, which is in brotli.
 * The log-in: its password can be typed. The first list: five items of those that there are. The floor: it
 * asks which device it is, and takes a scan.
 */
export async function measureTransfer({ desk }: AdminBench): Promise<object> {
  const world = await desk()
  const logIn = await transferred(await stranger(world, usable.logIn), world.url)
  const list = await transferred(await world.openPage(usable.list), `${world.url}/items`)
  const floor = await floorTransfer(world)
  return {
    admin_login_brotli_kib: kib(logIn),
    admin_first_list_brotli_kib: kib(list),
    floor_brotli_kib: floor.kib,
    ...(floor.why && { floor_why: floor.why }),
    transfer_largest: {
      logIn: logIn.largest,
      list: list.largest,
      ...(floor.largest && { floor: floor.largest }),
    },
  }
}

async function transferred(page: Page, address: string): Promise<WireCount> {
  const count = await countWire(page)
  await page.goto(address)
  const { at } = await whenSeen(page)
  const found = await count(at)
  await page.context().close()
  return found
}

/** Somebody who is not logged in. */
async function stranger({ browser }: DeskWorld, selector: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await context.addInitScript(markWhenSeen(selector))
  return context.newPage()
}

async function floorTransfer(world: DeskWorld) {
  const answer = await fetch(`${world.url}/floor`, { headers: { accept: 'text/html' } })
  const page = await answer.text()
  // Addresses without a page of their own get the desk's.
  if (!answer.ok || !page.includes('/floor/assets/')) return { kib: null, why: 'Nothing stands at /floor.' }
  const found = await transferred(await stranger(world, usable.floor), `${world.url}/floor`)
  return { kib: kib(found), largest: found.largest }
}

function kib({ bytes }: WireCount): number {
  return rounded(bytes / 1024)
}
