import type { PluginDeclaration } from '@stowage/sdk'
import type { FoundPlugin, PluginCatalog } from '../../plugin-host/discover.ts'
import type { PluginSet } from './plugin-set.ts'

/**
 * What was found, and what serves though its code is gone or broken by now: whoever takes a folder away
 * under a running node finds out at the next start. Until then the node follows every change, and can switch
 * it off.
 */
export function withServed(
  catalog: PluginCatalog,
  { plugins }: PluginSet,
  core: readonly PluginDeclaration[],
): PluginCatalog {
  const ofCore = new Set(core.map(({ name }) => name))
  const served = plugins
    .filter(({ name }) => !ofCore.has(name) && !catalog.found.has(name))
    .map((declaration): [string, FoundPlugin] => [declaration.name, servedAs(declaration, catalog)])
  if (served.length === 0) return catalog
  const names = new Set(served.map(([name]) => name))
  return {
    found: new Map([...catalog.found, ...served]),
    faulty: catalog.faulty.filter(({ name }) => !names.has(name)),
  }
}

function servedAs(declaration: PluginDeclaration, { faulty }: PluginCatalog): FoundPlugin {
  const broken = faulty.find(({ name }) => name === declaration.name)
  if (broken === undefined) return { declaration, origin: 'gone', path: '' }
  const { origin, path, error: fault } = broken
  return { declaration, origin, path, fault }
}
