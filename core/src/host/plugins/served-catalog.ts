import type { PluginDeclaration } from '@stowage/sdk'
import type { FoundPlugin, PluginCatalog } from '../../plugin-host/discover.ts'
import type { PluginSet } from './plugin-set.ts'

/**
 * What was found, and what serves though its code is gone by now: whoever takes a folder away under a running
 * node finds out at the next start. Until then the node follows every change, and can switch it off.
 */
export function withServed(
  catalog: PluginCatalog,
  { plugins }: PluginSet,
  core: readonly PluginDeclaration[],
): PluginCatalog {
  const known = new Set([...core, ...catalog.faulty].map(({ name }) => name))
  const gone = plugins
    .filter(({ name }) => !known.has(name) && !catalog.found.has(name))
    .map((declaration): [string, FoundPlugin] => [
      declaration.name,
      { declaration, origin: 'gone', path: '' },
    ])
  return gone.length === 0 ? catalog : { ...catalog, found: new Map([...catalog.found, ...gone]) }
}
