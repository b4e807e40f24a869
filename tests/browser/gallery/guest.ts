import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'

/** How a page is looked at. */
export interface Sight {
  readonly theme: 'light' | 'dark'
  /** Unless it is English. */
  readonly language?: 'fr'
  /** Unless it is a desk's. */
  readonly size?: { readonly width: number; readonly height: number }
  /** Of somebody who is not logged in. */
  readonly isStranger?: boolean
}

/** Somebody at the demo business who may do everything, and what he needs to look around. */
export interface Guest {
  openPage(sight: Sight): Promise<Page>
  api<Answer>(path: string, body?: object, method?: string): Promise<Answer>
}

interface Door {
  readonly url: string
  readonly email: string
  readonly password: string
}

const desk = { width: 1440, height: 900 }

/** Logs in, as somebody who has been here before, and switches on what most businesses have. */
export async function openGuest(browser: Browser, { url, email, password }: Door): Promise<Guest> {
  const first = await browser.newContext()
  const send = async (path: string, data?: object, method = data === undefined ? 'GET' : 'POST') => {
    const headers = { 'sec-fetch-site': 'same-origin' }
    const answer = await first.request.fetch(`${url}/api/v1${path}`, {
      method,
      headers,
      ...(data && { data }),
    })
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
    const text = await answer.text()
    return text === '' ? undefined : JSON.parse(text)
  }
  await send('/access/session', { email, password })
  for (const name of ['desk.tour', 'desk.firstChoice'])
    await send('/access/session/preferences', { name, value: false }, 'PUT')
  const { id } = await send('/host/plugins/inventory/enable', {})
  for (let tries = 0; tries < 600; tries += 1) {
    const { state } = await send(`/host/plugin-changes/${id}`)
    if (state !== 'running') break
    await pause(100)
  }
  const cookies = await first.cookies()
  return {
    api: send,
    async openPage({ theme, language, size = desk, isStranger }) {
      const context = await browser.newContext({
        viewport: size,
        colorScheme: theme,
        locale: language === 'fr' ? 'fr-FR' : 'en-GB',
        timezoneId: 'Europe/London',
        reducedMotion: 'reduce',
      })
      if (!isStranger) {
        await context.addCookies(cookies)
        await context.addInitScript(`localStorage.setItem('stowage.session', 'open')`)
      }
      const page = await context.newPage()
      page.setDefaultTimeout(30_000)
      return page
    },
  }
}
