import type { PluginDeclaration } from '@stowage/sdk'
import { HostError } from '../host-error.ts'
import { shapeOfResource } from './resource-shape.ts'

/**
 * Looks through what a declaration says of its resources, before anything is made of them.
 * @throws HostError `host.resource_invalid` for a mistake in it
 */
export function checkResources({ name, resources = {}, tables }: PluginDeclaration): void {
  for (const [table, resource] of Object.entries(resources)) {
    try {
      shapeOfResource(name, table, resource, tables?.[table])
    } catch (error) {
      const sentence = `In the plugin "${name}", ${(error as Error).message}; mend its declaration.`
      throw new HostError('host.resource_invalid', name, sentence)
    }
  }
}
