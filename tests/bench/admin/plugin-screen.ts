import { spawnSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildAdminEntry } from '../../../sdk/src/admin-build/build-admin-entry.ts'
import { rounded } from '../rates.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
/** As deep as `plugins/`, and kept by nobody. */
const INTO = '.stowage'

/** The KiB of the file of a plugin as `plugin:new` writes it, with its screens, as they are built. */
export async function measurePluginScreen(): Promise<object> {
  const name = `bench-screen-${process.pid}`
  const folder = join(root, INTO, name)
  try {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(root, 'sdk/template/new-plugin.ts'), name, INTO],
      { cwd: root, encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(`the plugin was not written: ${stderr}`)
    const admin = join(folder, 'admin')
    const { bytes } = await buildAdminEntry({ entry: join(admin, 'index.tsx'), out: join(admin, 'dist') })
    return { plugin_screen_kib: rounded(bytes / 1024) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
