import pg from 'pg'
import { systemActor } from '../../access/system-actor.ts'
import { newId } from '../../database/ids.ts'
import { placeOfMail } from '../../mail/sealed-content.ts'
import { placeOf } from '../programs/program-credentials.ts'
import { keyThatSealed, type SecretBox, type SecretPlace } from './secret-box.ts'
import { placeOfOwn } from './secret-store.ts'

/** What came of it. */
export interface Resealed {
  readonly sealedAnew: number
  /** What no key at hand opens; it was left as it was. */
  readonly lost: number
}

/** With what, and by which name it is known. */
export interface Resealing {
  readonly box: SecretBox
  readonly newest: string
}

/** Where secrets stand: a column, and in the place of whom each text of it was sealed. */
interface SealedColumn {
  readonly table: string
  readonly column: string
  /** SQL of what names the row, and of whose it is. */
  readonly row: string
  readonly plugin: string
  places(plugin: string, row: string): (member: string) => SecretPlace
}

/** A member's name before it, where there is one, and what was sealed. */
const SEALED = /(?:"((?:[^"\\]|\\.)*)": ?")?(v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]{22}\.[\w-]*)/g

/** The host's own; plugins seal as they like, in whatever columns of theirs. */
const OF_THE_HOST: readonly SealedColumn[] = [
  ...['host.setting_value', 'host.setting_instance'].map((table) => ({
    ...{ table, column: 'secrets', row: 'id::text', plugin: 'plugin' },
    places: (plugin: string, row: string) => (member: string) => ({ plugin, row, member }),
  })),
  ...['secret', 'former_secret'].map((column) => ({
    ...{ table: 'host.program', column, row: "''", plugin: 'plugin' },
    places: (plugin: string) => () => placeOf(plugin),
  })),
  {
    ...{ table: 'host.mail', column: 'message', row: 'id::text', plugin: 'plugin' },
    places: (_plugin: string, row: string) => () => placeOfMail(row),
  },
]

/** Every column of plugins, on or off, that a text fits into. */
const OF_PLUGINS = `
  select format('%I.%I', n.nspname, c.relname) as table, quote_ident(a.attname) as column, n.nspname as plugin
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
   where n.nspname in (select plugin from core.migration) and n.nspname <> all ($1)
     and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
     and a.attgenerated = ''
     and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype,
                        'text[]'::regtype, 'varchar[]'::regtype)
   order by 1, 2`

/**
 * Seals with the newest key whatever a former one sealed, in one transaction: settings, programs, mail that
 * waits, and all that plugins keep. The audit has by which key from then on, and how many they were.
 * @param client the role that owns all tables
 * @param core the names of core's declarations
 */
export async function resealSecrets(
  client: pg.Client,
  core: readonly string[],
  { box, newest }: Resealing,
): Promise<Resealed> {
  const sum = { sealedAnew: 0, lost: 0 }
  await client.query('begin')
  try {
    for (const column of [...OF_THE_HOST, ...(await columnsOfPlugins(client, core))]) {
      const { sealedAnew, lost } = await resealColumn(client, column, { box, newest })
      sum.sealedAnew += sealedAnew
      sum.lost += lost
    }
    await client.query(
      `insert into access.change (id, actor, action, entity, entity_id, after)
         values ($1, $2, 'rotate', 'host.secret_key', $1, $3)`,
      [newId(), systemActor.id, JSON.stringify({ key: newest, ...sum })],
    )
    await client.query('commit')
    return sum
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

async function columnsOfPlugins(client: pg.Client, core: readonly string[]): Promise<SealedColumn[]> {
  const { rows } = await client.query<Pick<SealedColumn, 'table' | 'column' | 'plugin'>>(OF_PLUGINS, [core])
  return rows.map(({ plugin, ...column }) => ({
    ...column,
    ...{ row: "''", plugin: pg.escapeLiteral(plugin) },
    places: (name: string) => () => placeOfOwn(name),
  }))
}

interface SealedRow {
  readonly part: number
  readonly at: string
  readonly plugin: string
  readonly row: string
  readonly text: string
  readonly type: string
}

async function resealColumn(
  client: pg.Client,
  { table, column, row, plugin, places }: SealedColumn,
  { box, newest }: Resealing,
): Promise<Resealed> {
  let sealedAnew = 0
  let lost = 0
  // Whoever writes there waits until all is done.
  await client.query(`lock table ${table} in share row exclusive mode`)
  const { rows } = await client.query<SealedRow>(
    `select tableoid as part, ctid::text as at, ${plugin} as plugin, ${row} as row, ${column}::text as text,
            pg_typeof(${column})::text as type
       from ${table} where ${column}::text ~ 'v1\\.[0-9a-f]{8}\\.'`,
  )
  for (const { part, at, text, type, ...found } of rows) {
    const placed = places(found.plugin, found.row)
    const anew = text.replace(SEALED, (whole, member: string | undefined, sealed: string) => {
      if (keyThatSealed(sealed) === newest) return whole
      const place = placed(member === undefined ? '' : JSON.parse(`"${member}"`))
      if (!box.canOpen(sealed, place)) {
        lost += 1
        return whole
      }
      sealedAnew += 1
      return whole.replace(sealed, () => box.seal(box.open(sealed, place), place))
    })
    if (anew === text) continue
    await client.query(`update ${table} set ${column} = $3::${type} where ctid = $2::tid and tableoid = $1`, [
      part,
      at,
      anew,
    ])
  }
  return { sealedAnew, lost }
}
