import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { BuiltAdminEntry } from '../admin-build/build-admin-entry.ts'
import type { PluginDeclaration } from '../plugin/declaration.ts'

const known = new Map<string, Promise<BuiltAdminEntry>>()

/** The plugin with screens that were built just now, so that a test never sees those of yesterday. */
export async function withBuiltScreens(plugin: PluginDeclaration): Promise<PluginDeclaration> {
  const built = await builtScreensOf(plugin)
  if (built === undefined) return plugin
  return { ...plugin, admin: { ...plugin.admin, entry: pathToFileURL(built.file) } }
}

/**
 * Builds `admin/index.tsx` of a plugin whose entry is a folder beside it; once in a process.
 * @returns nothing where there is none
 * @throws Error when it does not build
 */
export async function builtScreensOf({ admin }: PluginDeclaration): Promise<BuiltAdminEntry | undefined> {
  if (admin?.entry === undefined || !admin.entry.pathname.endsWith('/')) return undefined
  const source = fileURLToPath(new URL('../index.tsx', admin.entry))
  if (!existsSync(source)) return undefined
  const building = known.get(source) ?? build(source)
  known.set(source, building)
  return building
}

async function build(entry: string): Promise<BuiltAdminEntry> {
  const { buildAdminEntry } = await import('../admin-build/build-admin-entry.ts')
  const out = await mkdtemp(join(tmpdir(), 'stowage-screens-'))
  return buildAdminEntry({ entry, out })
}
