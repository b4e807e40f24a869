/*
 * `node build-screens.ts <plugin folder> …`: builds `admin/index.tsx` of each into `admin/dist/`, where the
 * declaration's `admin.entry` finds it. The launcher does it before a start, for plugins whose screens
 * changed.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buildAdminEntry } from './build-admin-entry.ts'

for (const folder of process.argv.slice(2)) {
  const out = join(folder, 'admin', 'dist')
  await rm(out, { recursive: true, force: true })
  await buildAdminEntry({ entry: join(folder, 'admin', 'index.tsx'), out })
}
