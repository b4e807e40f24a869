import t from 'tap'
import { openDesk, until } from './desk.ts'

/** A day's work without a mouse: nothing here is clicked, and the focus is seen wherever it goes. */
const company = '00000000-0000-7000-8000-000000000001'
const desk = await openDesk(t)
const { page, url, api } = desk
const { keyboard } = page
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const mostTabs = 90

/** What has the focus is called, and whether one sees that it has it. */
const focus = () =>
  page.evaluate<{ name: string; isSeen: boolean }>(`(() => {
    const at = document.activeElement
    const name = at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent ?? ''
    const isMarked = (node) => {
      const style = getComputedStyle(node)
      const border = node.querySelector(':scope > .MuiOutlinedInput-notchedOutline')
      return (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none'
        || (border !== null && getComputedStyle(border).borderTopWidth === '2px')
    }
    let isSeen = false
    for (let node = at, up = 0; node && up < 4; node = node.parentElement, up++) isSeen ||= isMarked(node)
    return { name: name.trim().replace(/.[*]$/, ''), isSeen }
  })()`)

/** Goes on with Tab until something of that name has the focus. */
async function tabTo(name: string): Promise<void> {
  const unseen: string[] = []
  for (let tabs = 0; tabs < mostTabs; tabs++) {
    const at = await focus()
    if (!at.isSeen && at.name.length < 60) unseen.push(at.name)
    if (at.name === name) {
      if (unseen.length > 0) throw new Error(`One does not see that these have the focus: ${unseen}`)
      return
    }
    await keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to "${name}".`)
}

/** Types what a scanner would, or hands do, and takes what stands there by that code. */
async function enter(field: string, code: string): Promise<void> {
  await tabTo(field)
  await keyboard.type(code)
  await keyboard.press('Enter')
  await page.getByRole('option').first().waitFor({ state: 'detached' })
}

async function press(button: string): Promise<void> {
  await tabTo(button)
  await keyboard.press('Enter')
}

async function goTo(word: string): Promise<void> {
  await keyboard.press('Control+k')
  await page.getByRole('option', { name: 'Stock', exact: false }).first().waitFor()
  await keyboard.type(word)
  await page
    .getByRole('option', { name: new RegExp(`^${word}`) })
    .first()
    .waitFor()
  await keyboard.press('Enter')
  await heading(word).waitFor()
}

await t.test('one logs in and goes round the tour without a mouse', async () => {
  await page.goto(url)
  await heading('Log in').waitFor()
  await keyboard.type(desk.email)
  await keyboard.press('Tab')
  await keyboard.type(desk.password)
  await keyboard.press('Enter')
  await heading('Nothing waits. Everything is well.').waitFor()
  await press('Skip the tour')
  const site = await api<{ id: string }>('/locations/sites', {
    company,
    code: 'LEEDS',
    name: 'Leeds',
    timeZone: 'Europe/London',
  })
  for (const code of ['A-01', 'B-02']) await api('/locations', { site: site.id, kind: 'bin', code })
  await api('/items', { sku: 'MUG', name: 'Enamel mug', baseUnit: 'each' })
  await api('/items', { sku: 'CUP', name: 'Tea cup', baseUnit: 'each' })
})

await t.test('goods are received', async () => {
  await goTo('Receive')
  await enter('Item of line 1', 'MUG')
  await tabTo('Quantity of line 1')
  await keyboard.type('48')
  await enter('To, line 1', 'A-01')
  await press('Post receipt')
  await page.getByText('holds 48 unrestricted').waitFor()
})

await t.test('some go to another place, and some leave', async () => {
  await goTo('Transfer')
  await enter('Item of line 1', 'MUG')
  await tabTo('Quantity of line 1')
  await keyboard.type('20')
  await enter('From, line 1', 'A-01')
  await enter('To, line 1', 'B-02')
  await press('Post transfer')
  await page.getByText('holds 20 unrestricted').waitFor()
  await goTo('Issue')
  await enter('Item of line 1', 'MUG')
  await tabTo('Quantity of line 1')
  await keyboard.type('5')
  await enter('From, line 1', 'B-02')
  await press('Post issue')
  await page.getByText('holds 15 unrestricted').waitFor()
})

await t.test('what is counted otherwise is adjusted, with a reason', async (test) => {
  await goTo('Adjust')
  await enter('Item of line 1', 'MUG')
  await tabTo('Quantity of line 1')
  await keyboard.type('-2')
  await enter('Location of line 1', 'A-01')
  await enter('Reason', 'damaged')
  await press('Post adjustment')
  await page.getByText('holds 26 unrestricted').waitFor()
  const { data } = await api<{ data: { kind: string }[] }>('/ledger/movements')
  test.same(data.map(({ kind }) => kind).toSorted(), ['adjustment', 'issue', 'receipt', 'transfer'])
})

await t.test('a list is filtered, and a row of it opened', async () => {
  await goTo('Items')
  await page.getByRole('cell', { name: 'CUP', exact: true }).waitFor()
  await tabTo('SKU, name or GTIN')
  await keyboard.type('enamel')
  await page.getByRole('cell', { name: 'CUP', exact: true }).waitFor({ state: 'detached' })
  await tabTo('Choose all on this page')
  await keyboard.press('j', { delay: 80 })
  await until(() => page.evaluate<boolean>('document.activeElement.tagName === "TR"'))
  await keyboard.press('Enter')
  await heading('Enamel mug').waitFor()
})

t.test('the console had nothing to complain of', async (test) => test.same(desk.complaints, []))
