import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import t from 'tap'
import scan from '../../../plugins/scan/index.ts'
import { type Handheld, openFloor, ROSA } from '../floor-device.ts'

/**
 * Every screen of the floor, on a phone held upright and across, on a tablet, in light and dark, in both
 * languages: for people to look at where pictures are wanted, else for what does not fit.
 */
const pictures = process.env.STOWAGE_PICTURES
const sizes = { phone: [360, 640], across: [640, 360], tablet: [768, 1024] } as const
const themes = pictures === undefined ? ['dark'] : ['dark', 'light', 'sunlight']
const GTIN = '09501101530003'

const world = await openFloor(t, { plugins: [scan], permissions: ['scan.code.read'] })
const { api } = world
const items = await api<{ data: { id: string }[] }>('/items?sku=MILK-1')
await api('/items/packaging-levels', {
  item: items.data[0]!.id,
  name: 'case',
  numerator: 6,
  gtin: GTIN.slice(1),
})

for (const language of ['en', 'fr'] as const) {
  await t.test(`every screen of the floor fits, in ${language}`, async (test) => {
    const hand = await world.open({ locale: language === 'fr' ? 'fr-FR' : 'en-GB' })
    const look = async (name: string) => test.same(await lookAt(hand, `${language}-${name}`), [], name)
    for (const [name, go] of stepsOf(hand)) {
      await go()
      await look(name)
    }
    test.same(hand.complaints, [])
    await hand.page.context().close()
  })
}

type Step = readonly [name: string, go: () => Promise<void>]

/** Each screen, and how one comes there from the one before; by the places of buttons, whatever they say. */
function stepsOf(hand: Handheld): readonly Step[] {
  const { page, scan: read, screen, notice, key } = hand
  const foot = (n: number) => page.locator('footer button').nth(n).click()
  const understood = () => page.locator('.notice .button').click()
  const again = async () => {
    await page.goto(`${world.url}/floor`)
    await screen('work-start')
  }
  const move = async () => {
    await again()
    await page.locator('.tabs button').nth(1).click()
  }
  return [
    ['register', () => screen('register')],
    ['register-refused', () => read('ABCD-ABCD-ABCD-ABCD-ABCD').then(() => page.locator('.band').waitFor())],
    ['register-type', () => foot(0).then(() => page.locator('.signs').waitFor())],
    ['badge', () => read(world.code).then(() => screen('badge'))],
    ['badge-refused', () => read('BADGE-NOBODY').then(() => page.locator('.band.bad').waitFor())],
    ['people', () => foot(0).then(() => page.locator('.line').waitFor())],
    [
      'pin',
      () =>
        page
          .locator('.line')
          .click()
          .then(() => key('47')),
    ],
    [
      'work',
      () =>
        foot(0)
          .then(() => read(ROSA.badge))
          .then(() => screen('work-start')),
    ],
    [
      'menu',
      () =>
        page
          .locator('.person')
          .click()
          .then(() => screen('menu')),
    ],
    [
      'scanner',
      () =>
        page
          .locator('.body > .button')
          .first()
          .click()
          .then(() => read(']d201\u001dAB')),
    ],
    [
      'camera-denied',
      () =>
        again()
          .then(() => foot(2))
          .then(() => page.getByRole('alert').waitFor()),
    ],
    [
      'type',
      () =>
        again()
          .then(() => foot(1))
          .then(() => screen('type')),
    ],
    [
      'item',
      () =>
        again()
          .then(() => read('LAMP-7'))
          .then(() => screen('work-answer')),
    ],
    ['label', () => read(`(01)${GTIN}(17)310531(10)B77`).then(() => page.locator('.label').waitFor())],
    ['place', () => read('A-01-02').then(() => page.locator('.plate').waitFor())],
    ['unit', () => read('LPN-0093').then(() => page.locator('.body > .button').waitFor())],
    ['empty', () => read('C-99').then(() => page.locator('.empty').waitFor())],
    ['refused', () => read('NOTHING-LIKE-IT').then(() => notice('wrong'))],
    ['move', () => understood().then(move)],
    ['move-which', () => read('A-01-02').then(() => screen('work-answer'))],
    [
      'move-where',
      () =>
        move()
          .then(() => read('A-01-01'))
          .then(() => screen('work-target')),
    ],
    [
      'quantity',
      () =>
        page
          .locator('section .button')
          .click()
          .then(() => key('12')),
    ],
    [
      'moved',
      () =>
        move()
          .then(() => read('A-01-01'))
          .then(() => screen('work-target'))
          .then(() => read('B-07-02-1'))
          .then(() => notice('done')),
    ],
    ['undo', () => page.locator('[data-notice]').waitFor({ state: 'detached' })],
    [
      'undone',
      () =>
        foot(0)
          .then(() => notice('done'))
          .then(() => page.locator('[data-notice]').waitFor({ state: 'detached' })),
    ],
    [
      'goal',
      async () => {
        await move()
        await read('A-01-01')
        await screen('work-target')
        await foot(1)
        await page.locator('.signs input').fill('c-99')
        await page.locator('.button.due').click()
        await page.locator('.plate.goal').waitFor()
      },
    ],
    ['wrong-place', () => read('A-01-02').then(() => notice('wrong'))],
    [
      'down',
      async () => {
        await again()
        await page.context().setOffline(true)
        await page.locator('.band.dashed').waitFor()
        await read('LAMP-7')
        await notice('down')
      },
    ],
    ['no-line', () => understood()],
    [
      'locked',
      async () => {
        await page.context().setOffline(false)
        await again()
        await page.locator('.person').click()
        await foot(1)
        await screen('badge')
        const answer = { status: 429, contentType: 'application/problem+json', body: '{}' }
        await page.route('**/session/badge', (route) =>
          route.fulfill({ ...answer, headers: { 'retry-after': '899' } }),
        )
        await read('BADGE-ANY')
        await screen('locked')
      },
    ],
  ]
}

/** What does not fit of it, at each size; where pictures are wanted, they are taken as well. */
async function lookAt({ page }: Handheld, name: string): Promise<string[]> {
  const faults: string[] = []
  for (const [size, [width, height]] of Object.entries(sizes)) {
    await page.setViewportSize({ width, height })
    for (const theme of themes) {
      await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
      if (pictures !== undefined) await take(page, join(pictures, `floor-${size}-${theme}`), name)
    }
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
    if (wide > width) faults.push(`${size}: ${wide} px wide`)
    const foot = await page
      .locator('footer')
      .boundingBox({ timeout: 100 })
      .catch(() => null)
    if (foot && foot.y + foot.height > height + 1) faults.push(`${size}: what is done next is cut off`)
    const body = await page.locator('main').first().boundingBox()
    if (body && body.height < 100)
      faults.push(`${size}: ${Math.round(body.height)} px are left for the question`)
  }
  await page.setViewportSize({ width: 360, height: 640 })
  return faults
}

async function take(page: Page, folder: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
