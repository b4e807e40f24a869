import type { AuditTrail } from '@stowage/sdk'
import { authorOf } from './author-of.ts'
import { recordChange } from './record-change.ts'

/** What `context.audit` is for one plugin: it tells of its own rows alone. */
export function createAuditTrail(plugin: string): AuditTrail {
  return {
    async record(trx, by, change) {
      if (!change.entity.startsWith(`${plugin}.`)) {
        throw new Error(`the plugin ${plugin} audits ${change.entity}, which is not its own`)
      }
      const author = 'headers' in by ? authorOf(by) : { actor: by.actor }
      await recordChange(trx, { ...author, ...change })
    },
  }
}
