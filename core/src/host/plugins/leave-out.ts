import { type PluginDeclaration, refuse } from '@stowage/sdk'
import { systemActor } from '../../access/system-actor.ts'
import { recordChanges } from '../../audit/record-change.ts'
import { openDatabase } from '../../database/database.ts'
import type { DatabaseAccess } from '../../database/database-access.ts'
import { withDependents } from '../../plugin-host/choose-plugins.ts'
import type { PluginCatalog } from '../../plugin-host/discover.ts'
import { endCredentials } from '../programs/program-credentials.ts'
import { PLUGIN_SET_LOCK } from './plugin-set.ts'

interface LeftOut {
  readonly id: string
  readonly name: string
  readonly version: string
}

/**
 * Switches plugins off without asking anybody, with all that need them: the way out when one stops the start.
 * It holds for all nodes, because two of them may not post with different hooks; the audit tells of it.
 * @returns which were on, and what no plugin is called: a slip of the pen is told, and stops no start
 * @throws `host.plugin_of_core`
 */
export async function leaveOut(
  access: DatabaseAccess,
  catalog: PluginCatalog,
  { names, core }: { readonly names: readonly string[]; readonly core: readonly PluginDeclaration[] },
): Promise<{ readonly leftOut: readonly string[]; readonly unknown: readonly string[] }> {
  if (names.length === 0) return { leftOut: [], unknown: [] }
  const ofCore = core.find(({ name }) => names.includes(name))
  if (ofCore !== undefined) throw refuse('host.plugin_of_core', { plugin: ofCore.name })
  const declarations = [...catalog.found.values()].map(({ declaration }) => declaration)
  const all = withDependents(names, declarations)
  const database = openDatabase(access)
  try {
    return await database.appAll.transaction(async (trx) => {
      await trx.raw('select pg_advisory_xact_lock(?)', [PLUGIN_SET_LOCK])
      const known: string[] = await trx('host.plugin').pluck('name')
      const there = new Set([...known, ...catalog.found.keys(), ...catalog.faulty.map(({ name }) => name)])
      const unknown = names.filter((name) => !there.has(name))
      const left: LeftOut[] = await trx('host.plugin')
        .where({ is_enabled: true })
        .whereIn('name', all)
        .update({
          is_enabled: false,
          state: 'off',
          disabled_at: trx.fn.now(),
          updated_at: trx.fn.now(),
          complete_to: trx.raw('greatest(complete_to, (select last_position from ledger.sequencer))'),
        })
        .returning(['id', 'name', 'version'])
      if (left.length === 0) return { leftOut: [], unknown }
      await trx('host.plugin_set').update({ epoch: trx.raw('epoch + 1'), changed_at: trx.fn.now() })
      const author = { actor: systemActor, reason: `stowage start --without ${names.join(',')}` }
      await recordChanges(trx, author, left.map(changeOf))
      await endCredentials(
        trx,
        author,
        left.map(({ name }) => name),
      )
      return { leftOut: left.map(({ name }) => name), unknown }
    })
  } finally {
    await database.close()
  }
}

function changeOf({ id, name: plugin, version }: LeftOut) {
  return {
    entity: 'host.plugin',
    id,
    action: 'disable',
    before: { plugin, isOn: true },
    after: { plugin, isOn: false, version },
  }
}
