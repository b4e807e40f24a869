import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { buildAdminEntry } from '../src/admin-build/index.ts'

const PLUGIN_SCREEN_BYTES = 15 * 1024

const panel = `
import Button from '@mui/material/Button'
import { IconScale } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { call, Figure, PageHead } from '@stowage/admin'
import { DataTable, useRecordContext } from 'react-admin'
import { Link } from 'react-router-dom'
export function ScalePanel() {
  const item = useRecordContext()
  const { data } = useQuery({ queryKey: ['scale'], queryFn: () => call('/scales') })
  return <><PageHead title="Scales" /><IconScale /><Figure value={data?.weight} /><Link to="/">{item?.name}</Link>
    <Button>Weigh</Button><DataTable /></>
}`

/** Builds one file of screens as an author would. */
async function build(test: Pick<typeof t, 'testdir'>, source: string) {
  const folder = test.testdir({ 'index.tsx': source })
  return buildAdminEntry({ entry: join(folder, 'index.tsx'), out: join(folder, 'out') })
}

t.test(
  'ordinary imports of react-admin, MUI and the router lead to the desk, all else is packed in',
  async (t) => {
    const built = await build(t, panel)
    const code = await readFile(built.file, 'utf8')
    const imported = new Set([...code.matchAll(/from ?["']([^"']+)["']/g)].map(([, name]) => name))
    t.strictSame([...imported].sort(), ['@stowage/admin', 'react', 'react/jsx-runtime'])
    t.match(code, /admin_DataTable as/)
    t.match(code, /mui_Button as/)
    t.strictSame(built.exports, ['ScalePanel'])
    t.ok(built.bytes <= PLUGIN_SCREEN_BYTES, `${built.bytes} bytes`)
  },
)

t.test('the name of a built file changes with its contents, and with nothing else', async (t) => {
  const nameOf = async (source: string) => (await build(t, source)).file.split('/').at(-1)
  const first = await nameOf(panel)
  t.match(first, /^admin-[\w-]{8}\.js$/)
  t.equal(await nameOf(panel), first)
  t.not(await nameOf(panel.replace('Weigh', 'Weigh it')), first)
})

t.test('what belongs to the desk and is not handed out is refused in words', async (t) => {
  for (const source of ['react-dom/client', '@mui/system', '@emotion/react', 'ra-ui-materialui']) {
    await t.rejects(build(t, `import * as all from '${source}'; export default all`), {
      message: /belongs to the desk, which loads it once for all plugins and does not hand it out/,
    })
  }
})

t.test(
  'a name that the desk does not hand out fails the build, and so does a package that is nowhere',
  async (t) => {
    await t.rejects(build(t, `export { InfiniteList } from 'react-admin'`), { message: /InfiniteList/ })
    await t.rejects(build(t, `export { lost } from 'a-package-that-is-nowhere'`), {
      message: /a-package-that-is-nowhere/,
    })
  },
)
