import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import t from 'tap'
import { givePositions } from '../../../core/src/testing/give-positions.ts'
import inventory from '../../../plugins/inventory/index.ts'
import labels from '../../../plugins/labels/index.ts'
import scan from '../../../plugins/scan/index.ts'
import sso from '../../../plugins/sso/index.ts'
import traceability from '../../../plugins/traceability/index.ts'
import webhooks from '../../../plugins/webhooks/index.ts'
import { startTarget } from '../../../plugins/webhooks/test/target.ts'
import { withBuiltScreens } from '../../../sdk/src/testing/built-screens.ts'
import { openDesk, openSwitchingDesk } from '../desk.ts'
import { type Door, doorsOf } from './doors.ts'
import { furnish } from './furnish.ts'
import { furnishLabels, furnishPlugins, setUp } from './furnish-plugins.ts'
import { type Stop, stopsOf } from './stops.ts'
import { misfits, themes, Walker, widths } from './walk.ts'

/** Where pictures of every screen are put, for people to look at; without it, none are taken. */
const pictures = process.env.STOWAGE_PICTURES
const highest = 2400

const house = [inventory, scan, labels, sso, traceability, webhooks]
const plugins = await Promise.all(house.map(withBuiltScreens))
const desk = await openDesk(t, { plugins, doesJobs: true, hasDemo: pictures !== undefined })
const { page, url } = desk
t.teardown(givePositions(desk.database))
const target = await startTarget(t)
const walker = new Walker(page, pictures === undefined ? undefined : 300)

/** How a screen is seen. */
interface Sight {
  readonly width: number
  readonly theme: (typeof themes)[number]
}

const sights: readonly Sight[] = themes.flatMap((theme) => widths.map((width) => ({ width, theme })))

async function look(name: string, sight: Sight): Promise<string[]> {
  await show(page, sight)
  await walker.settle()
  if (pictures !== undefined) {
    await take(page, name, sight)
    return []
  }
  const found = [...(await desk.violations()), ...(await misfits(page))]
  return found.map((fault) => `${sight.width} px, ${sight.theme}: ${fault}`)
}

async function show(page: Page, { width, theme }: Sight): Promise<void> {
  await page.setViewportSize({ width, height: width < 700 ? 760 : 900 })
  await page.emulateMedia({ colorScheme: theme })
}

async function take(page: Page, name: string, sight: Sight): Promise<void> {
  await show(page, sight)
  const { width, theme } = sight
  const folder = join(pictures!, `${width}-${theme}`)
  await mkdir(folder, { recursive: true })
  const high = await page.evaluate<number>('document.documentElement.scrollHeight')
  await page.screenshot({
    path: join(folder, `${name}.png`),
    fullPage: true,
    clip: { x: 0, y: 0, width, height: Math.min(high, highest) },
  })
}

const stops: Stop[] = []

await t.test('nothing is wrong with how one comes in', async (test) => {
  await page.goto(url)
  for (const sight of sights) test.same(await look('log-in', sight), [], 'log-in')
  await page.setViewportSize({ width: 1440, height: 900 })
  await desk.logIn()
  await setUp(desk, target)
  await furnish(desk)
  await furnishLabels(desk)
  await furnishPlugins(desk)
  await page.goto(url)
  const later = page.getByRole('button', { name: 'Ask me another time' })
  await page.getByRole('heading', { name: 'What do you want to know first?' }).waitFor()
  await later.click()
  stops.push(...(await stopsOf(desk)))
})

for (const stop of stops) {
  await t.test(
    `nothing is wrong with how ${stop.name} looks, wide or narrow, light or dark`,
    async (test) => {
      await page.setViewportSize({ width: 1440, height: 900 })
      await walker.goTo(stop)
      for (const sight of sights) test.same(await look(stop.name, sight), [], stop.path)
      await walker.leave(stop)
    },
  )
}

const doors: readonly Door[] = doorsOf(desk)
for (const { name, open } of doors) {
  await t.test(`nothing is wrong with how ${name} looks, to who is not in yet`, async (test) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await open()
    for (const sight of sights) test.same(await look(name, sight), [], name)
  })
}

if (pictures !== undefined) {
  await t.test('the first question is looked at, where nothing is turned on yet', async () => {
    const fresh = await openSwitchingDesk(t, [inventory])
    await fresh.logIn()
    await fresh.page.goto(fresh.url)
    await fresh.page.getByRole('heading', { name: 'What do you want to know first?' }).waitFor()
    for (const sight of sights) await take(fresh.page, 'first-question', sight)
  })
}

t.test('the console had nothing to complain of', async (test) => test.same(desk.complaints, []))
