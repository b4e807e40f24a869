import type { SettingsPlace, SettingsReader } from '@stowage/sdk'
import type { Database } from '../../database/database.ts'
import { NIL_ID } from '../../database/ids.ts'
import type { SecretBox } from '../secrets/secret-box.ts'
import { effectiveValues, type SaidRow } from './setting-values.ts'
import type { SettingsShape } from './settings-shape.ts'

/** Where a reader reads, and with what it opens secrets. */
export interface ReaderSource {
  readonly database: Pick<Database, 'callers'>
  readonly secrets: SecretBox
}

/**
 * Reads a plugin's settings in one prepared statement each time, on the connections that every request asks
 * for its caller: whoever holds a transaction's connection never waits for a second one of the same pool.
 */
export function createSettingsReader(
  shape: SettingsShape | undefined,
  { database, secrets: box }: ReaderSource,
): SettingsReader {
  if (shape === undefined) return { of: async <V>() => ({}) as V, instances: async () => [] }
  return {
    async of<Values>(place: SettingsPlace = {}) {
      const rows = await database.callers.use((client) => client.query<SaidRow>(readRows(shape, place)))
      return effectiveValues(shape, box, rows.rows) as Values
    },
    async instances<Values>() {
      const [shared, own] = await database.callers.use((client) =>
        Promise.all([
          client.query<SaidRow>(readRows(shape, {})),
          client.query<NamedRow>(readInstances(shape)),
        ]),
      )
      return own.rows.map((row) => ({
        id: row.id,
        name: row.name,
        values: effectiveValues(shape, box, [...shared.rows, row]) as Values,
      }))
    },
  }
}

interface NamedRow extends SaidRow {
  readonly name: string
}

function readRows({ plugin }: SettingsShape, { company, site, owner }: SettingsPlace) {
  return {
    name: 'host.read_settings',
    text: `select id, said, secrets from host.setting_value
            where plugin = $1
              and ((scope = 'organisation' and place = $5)
                or (scope = 'company'
                    and place = coalesce($2::uuid, (select company from locations.site where id = $3::uuid)))
                or (scope = 'site' and place = $3::uuid)
                or (scope = 'owner' and place = $4::uuid))
            order by array_position(array['organisation', 'company', 'site', 'owner'], scope)`,
    values: [plugin, company ?? null, site ?? null, owner ?? null, NIL_ID],
  }
}

function readInstances({ plugin }: SettingsShape) {
  return {
    name: 'host.read_setting_instances',
    text: `select id, name, said, secrets from host.setting_instance
            where plugin = $1 order by lower(name), id limit 500`,
    values: [plugin],
  }
}
