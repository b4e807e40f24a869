import type { Actor, PostedLine, PostedMovement } from '@stowage/sdk'
import type { Database } from '../../database/database.ts'
import { NIL_ID } from '../../database/ids.ts'

/** Which movements: those after a position, or those that have none yet. */
export type Wanted = { readonly most: number } & ({ readonly after: number } | { readonly unplaced: true })

interface MovementRow {
  id: string
  kind: string
  owner: number
  actor: string
  actor_kind: Actor['kind'] | null
  actor_name: string | null
  reason: string | null
  source_type: string | null
  source_id: string | null
  reverses: string | null
  origin: string | null
  note: string | null
  at: Date | string
  effective_at: Date | string
}

interface LineRow {
  movement: string
  quantity: number
  item: string
  from_bucket: string
  from_after: number | null
  to_bucket: string
  to_after: number | null
  from_location: string
  from_lot: string
  from_unit: string
  from_status: string
  to_location: string
  to_lot: string
  to_unit: string
  to_status: string
}

const COLUMNS = `m.id, m.kind, m.owner, m.actor, a.kind as actor_kind, a.name as actor_name,
  m.reason, m.source_type, m.source_id, m.reverses, m.origin, m.note, m.at, m.effective_at`

const AFTER = `select ${COLUMNS} from ledger.position p join ledger.movement m on m.id = p.movement
  left join access.actor a on a.id = m.actor
  where p.position > ? order by p.position limit ?`

const UNPLACED = `select ${COLUMNS} from ledger.movement m left join access.actor a on a.id = m.actor
  where m.tx >= (select from_tx from ledger.sequencer)
    and not exists (select from ledger.position p where p.movement = m.id)
  order by m.at, m.id limit ?`

/** The lines of many movements. Nothing of a movement lies before it or before it happened. */
const LINES = `select l.movement, l.quantity, f.item, l.from_bucket, l.from_after, l.to_bucket, l.to_after,
    f.location as from_location, f.lot as from_lot, f.handling_unit as from_unit, fs.name as from_status,
    t.location as to_location, t.lot as to_lot, t.handling_unit as to_unit, ts.name as to_status
  from ledger.line l
  join ledger.bucket f on f.id = l.from_bucket join ledger.status fs on fs.no = f.status
  join ledger.bucket t on t.id = l.to_bucket join ledger.status ts on ts.no = t.status
  where l.movement = any (?::uuid[]) and l.at >= ?::timestamptz
  order by l.movement, l.n`

/** Reads movements as projections saw them when they were posted. */
export async function readPosted({ appAll }: Database, wanted: Wanted): Promise<PostedMovement[]> {
  const { rows } = await ('after' in wanted
    ? appAll.raw<{ rows: MovementRow[] }>(AFTER, [wanted.after, wanted.most])
    : appAll.raw<{ rows: MovementRow[] }>(UNPLACED, [wanted.most]))
  if (rows.length === 0) return []
  const since = Math.min(...rows.flatMap(({ at, effective_at }) => [instant(at), instant(effective_at)]))
  const ids = `{${rows.map(({ id }) => id).join(',')}}`
  const found = await appAll.raw<{ rows: LineRow[] }>(LINES, [ids, new Date(since).toISOString()])
  const lines = Map.groupBy(found.rows, ({ movement }) => movement)
  return rows.map((row) => movementOf(row, (lines.get(row.id) ?? []).map(lineOf)))
}

function movementOf(row: MovementRow, lines: readonly PostedLine[]): PostedMovement {
  const { id, kind, owner, reason, reverses, origin, note } = row
  return {
    id,
    kind,
    owner,
    reason,
    reverses,
    origin,
    note,
    actor: {
      id: row.actor,
      kind: row.actor_kind ?? 'system',
      name: row.actor_name ?? '',
      permissions: new Set(),
      owners: 'all',
      sites: 'all',
    },
    source: row.source_type === null ? null : { type: row.source_type, id: row.source_id! },
    at: new Date(row.at),
    effectiveAt: new Date(row.effective_at),
    lines,
  }
}

function lineOf(row: LineRow): PostedLine {
  return {
    item: row.item,
    quantity: Number(row.quantity),
    from: placeOf(row.from_location, row.from_lot, row.from_unit, row.from_status),
    to: placeOf(row.to_location, row.to_lot, row.to_unit, row.to_status),
    fromBucket: String(row.from_bucket),
    toBucket: String(row.to_bucket),
    fromAfter: row.from_after === null ? null : Number(row.from_after),
    toAfter: row.to_after === null ? null : Number(row.to_after),
  }
}

function placeOf(location: string, lot: string, handlingUnit: string, status: string) {
  const orNull = (id: string) => (id === NIL_ID ? null : id)
  return { location, lot: orNull(lot), handlingUnit: orNull(handlingUnit), status }
}

function instant(value: Date | string): number {
  return new Date(value).getTime()
}
