import type { PluginDeclaration } from '@stowage/sdk'

/** A permission's plugin and the words an administrator reads. */
export interface RegisteredPermission {
  readonly name: string
  readonly plugin: string
  readonly words: string
}

/** All permissions by name, in the order of the plugins. */
export type PermissionRegistry = ReadonlyMap<string, RegisteredPermission>

/** Gathers the permissions of all plugins. Prefixes were checked before, so names cannot collide. */
export function buildPermissionRegistry(plugins: readonly PluginDeclaration[]): PermissionRegistry {
  const all = new Map<string, RegisteredPermission>()
  for (const plugin of plugins) {
    for (const [name, words] of Object.entries(plugin.permissions ?? {})) {
      all.set(name, { name, plugin: plugin.name, words })
    }
  }
  return all
}
