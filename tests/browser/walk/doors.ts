import { App } from '../../../plugins/sso/test/people.ts'
import type { Desk } from '../desk.ts'
import { BOB } from './furnish-plugins.ts'

/** What somebody sees who is not in yet. */
export interface Door {
  /** Of the picture, too. */
  readonly name: string
  /** Comes there from the door before. */
  readonly open: () => Promise<void>
}

/** The ways in, one after the other: the first is opened by somebody who is in, and logs out. */
export function doorsOf({ page, url }: Pick<Desk, 'page' | 'url'>): readonly Door[] {
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const heading = (name: string) => page.getByRole('heading', { name }).waitFor()
  const logOut = async () => {
    await page.goto(url)
    await page.getByRole('button', { name: /your menu/ }).click()
    await page.getByRole('menuitem', { name: 'Log out' }).click()
    await heading('Log in')
  }
  const knock = async () => {
    await page.getByLabel('E-mail').fill(BOB.email)
    await page.getByLabel('Password').fill(BOB.password)
    await press('Log in')
  }
  const code = page.getByLabel('The code that it shows now')
  const shown = page.getByText(/Or type this secret into it/)
  return [
    {
      name: 'log-in-forgotten',
      open: async () => {
        await logOut()
        await press('Forgot your password?')
        await page.getByLabel('Your e-mail').waitFor()
      },
    },
    {
      name: 'log-in-set-up',
      open: async () => {
        await page.goto(url)
        await knock()
        await page.getByRole('button', { name: 'Set up an app' }).waitFor()
      },
    },
    { name: 'log-in-secret', open: () => press('Set up an app').then(() => code.waitFor()) },
    {
      name: 'log-in-recovery-codes',
      open: async () => {
        const [secret] = /[A-Z2-7]{32}/.exec((await shown.textContent()) ?? '')!
        await code.fill(new App(secret).next())
        await press('Go on')
        await heading('Your recovery codes')
      },
    },
    {
      name: 'log-in-code',
      open: async () => {
        await press('I have kept them')
        await page.getByRole('navigation', { name: 'Main' }).waitFor({ state: 'attached' })
        await logOut()
        await knock()
        await page.getByLabel('Code').waitFor()
      },
    },
    {
      name: 'new-password',
      open: async () => {
        await page.goto(`${url}/outside/sso/new-password#${'x'.repeat(43)}`)
        await heading('New password')
      },
    },
    {
      name: 'new-password-half-a-link',
      open: async () => {
        await page.goto(`${url}/outside/sso/new-password`)
        await page.reload()
        await page.getByRole('alert').waitFor()
      },
    },
    {
      name: 'arrival-refused',
      open: async () => {
        await page.goto(`${url}/outside/sso/arrival?state=nothing&code=nothing`)
        await page.getByRole('alert').waitFor()
      },
    },
  ]
}
