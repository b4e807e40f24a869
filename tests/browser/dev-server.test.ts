import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { definePlugin } from '@stowage/sdk'
import { buildAdminEntry } from '@stowage/sdk/admin-build'
import t from 'tap'
import { startDevServer } from '../../admin/dev-server.ts'
import { openDesk, until } from './desk.ts'
import { ownFolder } from './own-folder.ts'

const folder = join(ownFolder(), 'kettle')
const source = join(folder, 'admin', 'index.tsx')
const screen = (sentence: string) => `import { PageHead } from '@stowage/admin'
import { TextField } from '@mui/material'
import { useState } from 'react'
import { Link } from 'react-router-dom'

export function Board() {
  const [note, setNote] = useState('')
  return (
    <>
      <PageHead title="Kettle" />
      <p>${sentence}</p>
      <TextField label="Note" value={note} onChange={(event) => setNote(event.target.value)} />
      <Link to="/items">Items</Link>
    </>
  )
}
`
await mkdir(join(folder, 'admin'), { recursive: true })
await writeFile(source, screen('It was built cold.'))
await buildAdminEntry({ entry: source, out: join(folder, 'admin', 'dist') })
const kettle = definePlugin({
  name: 'kettle',
  version: '0.1.0',
  title: 'Kettle',
  admin: {
    entry: pathToFileURL(join(folder, 'admin', 'dist/')),
    pages: [{ path: 'board', title: 'Kettle', component: 'Board', menu: { group: 'Kitchen' } }],
  },
})
const desk = await openDesk(t, { plugins: [kettle] })
const { page } = desk

await writeFile(source, screen('It is cold.'))
const server = await startDevServer({ api: desk.url, port: 0, pluginFolders: [folder] })
t.teardown(() => server.close())
const url = server.resolvedUrls!.local[0]!

await t.test('a change of a plugin’s screen shows in the open page, beside what was typed', async (test) => {
  page.setDefaultTimeout(60_000)
  await page.goto(`${url}x/kettle/board`)
  await page.getByLabel('E-mail').fill(desk.email)
  await page.getByLabel('Password').fill(desk.password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await page.getByText('It is cold.').waitFor()
  await page.getByLabel('Note').fill('ask Ann for tea')
  await writeFile(source, screen('It boils.'))
  await page.getByText('It boils.').waitFor()
  test.equal(await page.getByLabel('Note').inputValue(), 'ask Ann for tea', 'the page was not loaded again')
  await page.getByRole('link', { name: 'Items', exact: true }).last().click()
  await page.getByRole('heading', { level: 1, name: 'Items' }).waitFor()
  test.same(desk.complaints, [], 'the console had nothing to complain of')
})

await t.test('a change of the floor’s screen shows in its open page, and the page stays', async (test) => {
  const told: string[] = []
  page.on('console', (message) => told.push(message.text()))
  await page.goto(`${url}floor`)
  await page.locator('[data-screen="register"]').waitFor()
  await page.evaluate('globalThis.isSamePage = true')
  const now = new Date()
  await utimes(new URL('../../admin/floor/src/person/register-page.tsx', import.meta.url), now, now)
  await until(async () => told.some((line) => /hot updated: .*app\.tsx/.test(line)))
  await page.locator('[data-screen="register"]').waitFor()
  test.equal(await page.evaluate('globalThis.isSamePage'), true)
})
