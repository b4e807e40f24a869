import { refuse, type Transaction } from '@stowage/sdk'
import { digestOf } from '../../access/secret.ts'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { newId } from '../../database/ids.ts'
import { writeStandards } from '../../host/fields/field-writes.ts'
import { LocationRow } from '../location.model.ts'
import { checkKind } from '../location.rules.ts'
import { checkDepth, holdTree } from '../location.tree.ts'
import { getSite } from '../sites/site.service.ts'
import { checkDigitsOf } from './check-digits.ts'
import type { LayoutAnswer, LayoutWish } from './layout.schemas.ts'
import { type LayoutPlan, planLayout } from './plan-layout.ts'

const SHOWN = 5
const DRAWN = 5_000
const SHOWN_COLLISIONS = 10

/**
 * Lays out a building from a pattern, all or nothing:
 * 1. the plan is worked out; a faulty pattern is refused before the database is asked;
 * 2. a layout with the same id and content was done already: its answer is given again;
 * 3. codes that are taken in the site refuse the whole, naming the first of them; a dry run only tells;
 * 4. areas and places are inserted in one statement each, and one line of the audit tells of them.
 */
export async function layOut(trx: Transaction, author: Author, wish: LayoutWish): Promise<LayoutAnswer> {
  const { pattern, dryRun = false } = wish
  const plan = planLayout(pattern)
  const site = await getSite(trx, wish.site).catch(() => {
    throw refuse('locations.site_unknown', { site: wish.site }, '/site')
  })
  await checkKind(trx, pattern.kind ?? 'bin')
  await holdTree(trx, site.no)
  const id = wish.id?.toLowerCase() ?? newId()
  const fingerprint = digestOf(JSON.stringify([wish.site, wish.parent ?? null, pattern]))
  const known = await trx('locations.layout').where({ id }).first('fingerprint', 'answer')
  if (known !== undefined && !dryRun) {
    if (fingerprint.equals(known.fingerprint)) return known.answer
    throw refuse('locations.id_taken', { id }, '/id')
  }
  const parent = await findParent(trx, site.no, wish.parent ?? null)
  const collisions = await findCollisions(trx, site.no, plan)
  const answer = { id, dryRun, ...summaryOf(plan), collisions }
  if (dryRun) return { ...answer, ground: groundOf(plan) }
  if (collisions.count > 0) {
    const { count, codes } = collisions
    throw refuse('locations.layout_collides', { count, examples: codes }, '/pattern/code')
  }
  await insertPlan(trx, plan, {
    site: site.no,
    parent,
    kind: pattern.kind ?? 'bin',
    checkDigits: pattern.checkDigits,
  })
  await trx('locations.layout').insert({ id, site: site.no, fingerprint, answer: JSON.stringify(answer) })
  const { count, areas, first, last } = answer
  const after = { site: site.code, parent: parent.path, count, areas, first, last, pattern }
  await recordChange(trx, { ...author, entity: 'locations.layout', id, action: 'create', after })
  return answer
}

/** What would stand on the floor, to be drawn before it is made. */
function groundOf({ places }: LayoutPlan): NonNullable<LayoutAnswer['ground']> {
  return places
    .filter(({ z }) => z === places[0]!.z)
    .slice(0, DRAWN)
    .map(({ code, x, y, sizeX, sizeY }) => ({ code, x, y, sizeX, sizeY }))
}

function summaryOf({ areas, places }: LayoutPlan) {
  const codes = places.map(({ code }) => code)
  return { count: codes.length, areas: areas.length, first: codes.slice(0, SHOWN), last: codes.slice(-SHOWN) }
}

async function findParent(trx: Transaction, site: number, id: string | null): Promise<LocationRow> {
  const parent = await LocationRow.query(trx)
    .where(id === null ? { site, kind: 'site' } : { site, id })
    .first()
  if (parent === undefined) throw refuse('locations.parent_unknown', { parent: id }, '/parent')
  if (!parent.isActive) throw refuse('locations.parent_inactive', { parent: parent.code }, '/parent')
  return parent
}

async function findCollisions(
  trx: Transaction,
  site: number,
  { areas, places }: LayoutPlan,
): Promise<LayoutAnswer['collisions']> {
  const codes = [...areas, ...places].map(({ code }) => code)
  const { rows } = await trx.raw<{ rows: { count: number; codes: string[] | null }[] }>(
    `select count(*)::int as count, (array_agg(l.code order by l.code))[1:${SHOWN_COLLISIONS}] as codes
       from locations.location l where l.site = ? and l.code = any (?::text[])`,
    [site, codes],
  )
  return { count: rows[0]!.count, codes: rows[0]!.codes ?? [] }
}

interface Destination {
  readonly site: number
  readonly parent: LocationRow
  readonly kind: string
  /** How many digits a place gets; undefined for none. */
  readonly checkDigits: number | undefined
}

async function insertPlan(
  trx: Transaction,
  { areas, places }: LayoutPlan,
  { site, parent, kind, checkDigits }: Destination,
): Promise<void> {
  const top = { id: parent.id, path: parent.path }
  const areaRows = areas.map((area) => ({
    ...area,
    id: newId(),
    parent: top.id,
    path: `${top.path}/${area.code}`,
  }))
  const byCode = new Map(areaRows.map(({ code, id, path }) => [code, { id, path }]))
  const placeRows = places.map(({ area, ...place }) => {
    const above = area === null ? top : byCode.get(area)!
    return { ...place, id: newId(), parent: above.id, path: `${above.path}/${place.code}` }
  })
  for (const { path } of placeRows) checkDepth(path)
  const digits = digitsOf(placeRows, checkDigits)
  const labelled = placeRows.map((row) => ({ ...row, digits: digits.get(row.id) ?? null }))
  await insertRows(trx, areaRows, { site, kind: 'area' })
  await insertRows(trx, labelled, { site, kind })
  const made = [...areaRows, ...placeRows].map(({ id }) => id)
  await writeStandards(trx, 'locations.location', made)
}

function digitsOf(
  rows: readonly { readonly id: string; readonly bay: number }[],
  digits: number | undefined,
): ReadonlyMap<string, string> {
  if (digits === undefined) return new Map()
  const bays = Map.groupBy(rows, ({ bay }) => bay)
  return new Map(
    [...bays.values()].flatMap((places) => {
      const ids = places.map(({ id }) => id)
      return [...checkDigitsOf(ids, digits)]
    }),
  )
}

async function insertRows(
  trx: Transaction,
  rows: readonly object[],
  { site, kind }: { site: number; kind: string },
): Promise<void> {
  if (rows.length === 0) return
  await trx.raw(
    `insert into locations.location (id, site, parent, kind, code, path, check_digits, x_m, y_m, z_m,
       x_size_m, y_size_m, z_size_m)
     select id, ?, parent, ?, code, path, digits, x, y, z, "sizeX", "sizeY", "sizeZ"
       from jsonb_to_recordset(?) as r(id uuid, parent uuid, code text, path text, digits text,
                                       x numeric, y numeric, z numeric,
                                       "sizeX" numeric, "sizeY" numeric, "sizeZ" numeric)`,
    [site, kind, JSON.stringify(rows)],
  )
}
