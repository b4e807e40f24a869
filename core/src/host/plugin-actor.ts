import { createHash } from 'node:crypto'
import type { Actor, PluginDeclaration } from '@stowage/sdk'
import type { Knex } from 'knex'

/** The plugin itself, as whom its jobs act; the same id on every node and for good. */
export function pluginActor({ name, title = name }: PluginDeclaration): Actor {
  const hex = createHash('sha256').update(`stowage plugin ${name}`).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`]
  const id = [...parts, hex.slice(20, 32)].join('-')
  return { id, kind: 'system', name: title, permissions: new Set(['*']), owners: 'all', sites: 'all' }
}

/** Enters plugins among those who ever acted, so that the audit can name them. */
export async function keepPluginActors(knex: Knex, plugins: readonly PluginDeclaration[]): Promise<void> {
  const actors = plugins.map(pluginActor).map(({ id, kind, name }) => ({ id, kind, name }))
  await knex('access.actor').insert(actors).onConflict('id').ignore()
}
