import type { Database } from '../../database/database.ts'
import { newId } from '../../database/ids.ts'
import { HostError } from '../../plugin-host/host-error.ts'
import type { PointRegistry } from './point-registry.ts'

/** The points whose additions are rows, so that stock can refer to them, also when their plugin is off. */
const VOCABULARIES = {
  'location.kind': {
    table: 'locations.kind',
    key: 'name',
    columns: {
      name: 'name',
      title: 'title',
      balanced: 'balanced',
      allocatable: 'allocatable',
      counted: 'counted',
    },
  },
  'stock.status': {
    table: 'ledger.status',
    key: 'name',
    columns: {
      name: 'name',
      title: 'title',
      allocatable: 'allocatable',
      countable: 'countable',
      sellable: 'sellable',
      billable: 'billable',
    },
  },
  'movement.kind': {
    table: 'ledger.movement_kind',
    key: 'name',
    columns: { name: 'name', title: 'title', requires_reason: 'requiresReason' },
  },
  reason: { table: 'ledger.reason', key: 'code', columns: { code: 'code', title: 'title' } },
} as const

/**
 * Takes what plugins add to core's vocabularies into their tables. What stands there already is brought up to
 * date where it is the same plugin's; nothing is ever taken out, because stock may refer to it.
 * @throws HostError `host.addition_taken` for a word that is somebody else's
 */
export async function addVocabulary({ appAll }: Database, points: PointRegistry): Promise<void> {
  for (const [point, { table, key, columns }] of Object.entries(VOCABULARIES)) {
    const additions = points.additionsTo<Record<string, unknown>>(point)
    if (additions.length === 0) continue
    const rows = additions.map(({ plugin, value }) => {
      const said = Object.entries(columns).map(([column, member]) => [column, value[member]])
      const row = Object.fromEntries(said.filter(([, value]) => value !== undefined))
      return { ...(point === 'reason' && { id: newId() }), ...row, plugin }
    })
    const merged = Object.keys(columns).filter(
      (column) => column !== key && rows.every((row) => column in row),
    )
    const written = (await appAll(table)
      .insert(rows)
      .onConflict(key)
      .merge(merged)
      .whereRaw('??.plugin = excluded.plugin', [table])
      .returning([key])) as Record<string, string>[]
    const names = new Set(written.map((row) => row[key]))
    const taken = additions.find(({ value }) => !names.has(value[key] as string))
    if (taken === undefined) continue
    const word = String(taken.value[key])
    const sentence = `The plugin "${taken.plugin}" adds "${word}" to "${point}", and somebody else has `
    throw new HostError(
      'host.addition_taken',
      taken.plugin,
      `${sentence}that word already; name it otherwise.`,
    )
  }
}
