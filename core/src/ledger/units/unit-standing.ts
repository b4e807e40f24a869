import { refuse, type Transaction } from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import { NIL_ID } from '../../database/ids.ts'
import { UNIT_DEPTH_MAX } from '../../locations/units/unit.rules.ts'

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Id = Type.String({ format: 'uuid' })
const Coded = Type.Object({ id: Id, code: Type.String() })
const Named = Type.Object({ id: Id, name: Type.String() })

/** How many balances are told of one unit. */
const CONTENTS_MAX = 1_000

/** A unit at an instant. */
export const UnitStanding = Type.Object({
  unit: Coded,
  location: nullable(Coded),
  parent: nullable(Coded),
  since: nullable(Type.String({ format: 'date-time', description: 'When it came there, by that clock' })),
  units: Type.Array(Coded, { description: 'All that were in it then, however deep' }),
  contents: Type.Array(
    Type.Object({
      bucket: Type.Integer(),
      unit: Coded,
      item: Type.Object({ id: Id, sku: Type.String(), name: Type.String(), baseUnit: Type.String() }),
      lot: nullable(Named),
      status: Type.String(),
      owner: Named,
      onHand: Type.Number(),
    }),
    { description: `${CONTENTS_MAX} balances at most` },
  ),
})
/** A unit at an instant, on the wire. */
export type UnitStanding = Static<typeof UnitStanding>

interface Instant {
  readonly asOf?: string
  readonly asKnownAt?: string
}

interface UnitRow {
  id: string
  code: string
  depth: number
  location: string | null
  location_code: string | null
  parent: string | null
  parent_code: string | null
  since: Date | null
}

/**
 * Where a unit stood, and what was in it and in all that was nested in it, at an instant on either clock. Its
 * way is told by its moves: the last one by then.
 * @throws `http.row_not_found`
 */
export async function unitStanding(trx: Transaction, id: string, instant: Instant): Promise<UnitStanding> {
  const { asOf, asKnownAt } = instant
  const until = asOf ?? asKnownAt ?? null
  const clock = asOf === undefined ? 'm.at' : 'coalesce(v.effective_at, m.at)'
  const { rows }: { rows: UnitRow[] } = await trx.raw(standingQuery(clock), { id, until })
  const [top] = rows
  if (top === undefined) throw refuse('http.row_not_found', { what: 'handling unit', id })
  const units = rows.map((row) => ({ id: row.id, code: row.code }))
  const contents = await contentsOf(trx, units, {
    until,
    clock: asOf === undefined ? 'known_at' : 'happened_at',
  })
  return {
    unit: units[0]!,
    location: coded(top.location, top.location_code),
    parent: coded(top.parent, top.parent_code),
    since: top.since === null ? null : new Date(top.since).toISOString(),
    units: units.slice(1),
    contents,
  }
}

function coded(id: string | null, code: string | null) {
  return id === null || code === null ? null : { id, code }
}

/** Each unit's last move by then, from the unit asked for down to all that had last gone into one of them. */
const standingQuery = (clock: string): string => {
  const last = (unit: string) => `
    select m.to_location, m.to_parent, ${clock} as since
      from ledger.unit_move m left join ledger.movement v on v.id = m.movement
     where m.unit = ${unit} and (:until::timestamptz is null or ${clock} <= :until::timestamptz)
     order by ${clock} desc, m.id desc limit 1`
  return `
    with recursive inside (id, depth) as (
      select :id::uuid, 0
      union
      select c.unit, i.depth + 1
        from inside i
        join lateral (select distinct n.unit from ledger.unit_move n where n.to_parent = i.id) c on true
        join lateral (${last('c.unit')}) s on s.to_parent = i.id
       where i.depth < ${UNIT_DEPTH_MAX})
    select u.id, u.code, i.depth, s.to_location as location, l.code as location_code, s.to_parent as parent,
           p.code as parent_code, s.since
      from inside i join locations.handling_unit u on u.id = i.id
      left join lateral (${last('u.id')}) s on true
      left join locations.location l on l.id = s.to_location
      left join locations.handling_unit p on p.id = s.to_parent
     order by i.depth, u.code`
}

interface ContentRow {
  bucket: number
  unit: string
  item: string
  sku: string
  name: string
  base_unit: string
  lot: string | null
  lot_name: string | null
  status: string
  owner: string
  owner_name: string
  on_hand: number
}

/** What was in the units: the stock of every bucket that any of them ever had. */
async function contentsOf(
  trx: Transaction,
  units: readonly { readonly id: string; readonly code: string }[],
  { until, clock }: { readonly until: string | null; readonly clock: 'known_at' | 'happened_at' },
): Promise<UnitStanding['contents']> {
  const { rows }: { rows: ContentRow[] } = await trx.raw(
    `select b.id as bucket, b.handling_unit as unit, i.id as item, i.sku, i.name, i.base_unit, t.id as lot,
            t.name as lot_name, s.name as status, o.id as owner, o.name as owner_name, a.on_hand
       from ledger.${clock}(array(select k.id from ledger.bucket k
              where k.handling_unit = any (:units::uuid[]) and k.handling_unit <> '${NIL_ID}'),
            coalesce(:until::timestamptz, 'infinity')) a
       join ledger.bucket b on b.id = a.bucket join items.item i on i.id = b.item
       join ledger.status s on s.no = b.status join access.owner o on o.no = b.owner
       left join items.lot t on t.id = b.lot
      where a.on_hand <> 0 order by i.sku, b.id limit ${CONTENTS_MAX}`,
    { units: units.map(({ id }) => id), until },
  )
  const codes = new Map(units.map(({ id, code }) => [id, code]))
  return rows.map((row) => ({
    bucket: row.bucket,
    unit: { id: row.unit, code: codes.get(row.unit)! },
    item: { id: row.item, sku: row.sku, name: row.name, baseUnit: row.base_unit },
    lot: row.lot === null ? null : { id: row.lot, name: row.lot_name! },
    status: row.status,
    owner: { id: row.owner, name: row.owner_name },
    onHand: row.on_hand,
  }))
}
