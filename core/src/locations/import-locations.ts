import {
  type ImportAddition,
  type ImportBatch,
  type ImportOutcome,
  refuse,
  type Transaction,
} from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import { type Author, recordChanges } from '../audit/record-change.ts'
import { orTaken } from '../audit/versioned-row.ts'
import { newId } from '../database/ids.ts'
import { titled } from '../imports/importables/titled.ts'
import { type RowPlan, writeRows } from '../imports/importables/write-rows.ts'
import { LocationRow } from './location.model.ts'
import { checkedCode, checkedText, toMillimetre } from './location.rules.ts'
import { Location } from './location.schemas.ts'
import { checkDepth, holdTree } from './location.tree.ts'
import { namedSites } from './named-places.ts'
import type { SiteRow } from './sites/site.model.ts'

const ENTITY = 'locations.location'
const { properties: P } = Location

/** A location as a row of a file says it. */
const LocationOfFile = Type.Object(
  {
    site: Type.Optional(
      titled(Type.String({ maxLength: 120 }), 'Site', 'warehouse', 'entrepôt', 'dépôt', 'lager'),
    ),
    code: titled(P.code, 'Code', 'location', 'bin', 'location code', 'emplacement', 'lagerplatz'),
    parent: Type.Optional(
      titled(Type.String({ maxLength: 60 }), 'Stands in', 'parent', 'area', 'zone', 'aisle'),
    ),
    kind: Type.Optional(titled(P.kind, 'Kind', 'type')),
    barcode: Type.Optional(titled(P.barcode, 'Barcode', 'code-barres', 'scan code')),
    checkDigits: Type.Optional(titled(P.checkDigits, 'Check digits', 'clé')),
    x: Type.Optional(titled(P.x, 'x in metres', 'x')),
    y: Type.Optional(titled(P.y, 'y in metres', 'y')),
    z: Type.Optional(titled(P.z, 'z in metres', 'z')),
  },
  { additionalProperties: false },
)
type Values = Static<typeof LocationOfFile>

/**
 * Locations of a file: those whose code stands in the site are changed, the others made. Where one stands is
 * said at its making alone: to move one moves all beneath it, which is a matter of its own.
 */
export const locationImport: ImportAddition<Values> = {
  name: 'locations',
  title: 'Locations',
  permission: 'locations.location.write',
  row: LocationOfFile,
  entity: ENTITY,
  keyOf: ({ site = '', code }) => keyOf(site, code),
  write: writeLocations,
}

function keyOf(site: string, code: string): string {
  return `${site.toLowerCase()} ${code.trim()}`
}

interface Plan extends RowPlan<Values, LocationRow> {
  readonly site: SiteRow | undefined
}

async function writeLocations(
  trx: Transaction,
  batch: ImportBatch<Values>,
): Promise<readonly ImportOutcome[]> {
  const author: Author = { actor: batch.actor, reason: batch.reason }
  const plans = await plansOf(trx, batch)
  for (const no of [...new Set(plans.flatMap(({ site }) => site?.no ?? []))].sort()) await holdTree(trx, no)
  const places = await placesOf(trx, plans)
  return writeRows<Values, MadeRow, LocationRow, Plan>(trx, batch, {
    entity: ENTITY,
    author,
    plans,
    made: (plan) => madeOf(plan, { places, batch }),
    patch: (plan) => patchOf(plan, places),
    create: (rows) => insertAll(trx, author, rows),
  })
}

async function plansOf(trx: Transaction, { rows }: ImportBatch<Values>): Promise<Plan[]> {
  const { sites, only } = await namedSites(
    trx,
    rows.map(({ values }) => values.site),
  )
  const siteOf = ({ site }: Values) => (site === undefined ? only : sites.get(site.toLowerCase()))
  const names = rows.map(({ values }) => ({ site: siteOf(values)?.no, code: values.code.trim() }))
  const found = await LocationRow.query(trx).whereRaw(
    '(site, code) in (select w.site, w.code from jsonb_to_recordset(?) as w(site integer, code text))',
    [JSON.stringify(names.filter(({ site }) => site !== undefined))],
  )
  const standing = new Map(found.map((row) => [`${row.site} ${row.code}`, row]))
  return rows.map((row) => {
    const site = siteOf(row.values)
    const stands = standing.get(`${site?.no} ${row.values.code.trim()}`)
    return { row, site, standing: stands, id: stands?.id ?? newId() }
  })
}

/** What rows hang on: the places that they stand in, the kinds there are, and who has which barcode. */
interface Places {
  /** By site and code; those that this batch makes come in as it goes on. */
  readonly parents: Map<string, Pick<LocationRow, 'id' | 'path' | 'isActive' | 'code'>>
  readonly kinds: readonly string[]
  readonly barcodes: Map<string, string>
}

async function placesOf(trx: Transaction, plans: readonly Plan[]): Promise<Places> {
  const names = plans.flatMap(({ site, row }) =>
    site === undefined ? [] : [{ site: site.no, code: row.values.parent?.trim() ?? site.code }],
  )
  const parents = await LocationRow.query(trx).whereRaw(
    '(site, code) in (select w.site, w.code from jsonb_to_recordset(?) as w(site integer, code text))',
    [JSON.stringify(names)],
  )
  const kinds = await trx('locations.kind').where({ balanced: true }).whereNot({ name: 'site' }).pluck('name')
  const wanted = plans.flatMap(({ row }) => row.values.barcode ?? [])
  const holders = await LocationRow.query(trx).whereRaw('barcode = any (?::text[])', [wanted])
  return {
    parents: new Map(parents.map((row) => [`${row.site} ${row.code}`, row])),
    kinds,
    barcodes: new Map(holders.map(({ barcode, id }) => [barcode!, id])),
  }
}

interface MadeRow {
  readonly id: string
  readonly site: number
  readonly parent: string
  readonly kind: string
  readonly code: string
  readonly path: string
  readonly barcode: string | null
  readonly checkDigits: string | null
  readonly xM: number | null
  readonly yM: number | null
  readonly zM: number | null
}

/** @returns nothing for a place inside one that only a dry run of an earlier batch made */
function madeOf(
  { row: { values }, site, id }: Plan,
  { places, batch }: { places: Places; batch: ImportBatch<Values> },
): MadeRow | undefined {
  if (site === undefined) throw refuse('locations.site_unknown', { site: values.site ?? '' }, '/site')
  const code = checkedCode(values.code)
  const { kind = 'bin' } = values
  checkKindIn(places.kinds, kind)
  const parentCode = values.parent?.trim() ?? site.code
  const parent = places.parents.get(`${site.no} ${parentCode}`)
  if (parent === undefined) {
    const isPromised = batch.isDryRun && batch.isEarlier(keyOf(values.site ?? '', parentCode))
    if (!isPromised) throw refuse('locations.parent_unknown', { parent: parentCode }, '/parent')
    return undefined
  }
  if (!parent.isActive) throw refuse('locations.parent_inactive', { parent: parent.code }, '/parent')
  const path = `${parent.path}/${code}`
  checkDepth(path)
  const made = {
    id,
    site: site.no,
    parent: parent.id,
    kind,
    code,
    path,
    barcode: barcodeOf(values.barcode ?? null, { id, places }),
    checkDigits: values.checkDigits ?? null,
    xM: toMillimetre(values.x ?? null),
    yM: toMillimetre(values.y ?? null),
    zM: toMillimetre(values.z ?? null),
  }
  places.parents.set(`${site.no} ${code}`, { id, path, isActive: true, code })
  return made
}

function patchOf({ row: { values }, standing, id, site }: Plan, places: Places): Partial<LocationRow> {
  const row = standing!
  const { kind, parent, barcode, checkDigits, x, y, z } = values
  if (row.parent === null && kind !== undefined && kind !== row.kind)
    throw refuse('locations.root_is_fixed', { code: row.code }, '/kind')
  if (kind !== undefined && kind !== row.kind) checkKindIn(places.kinds, kind)
  if (parent !== undefined && places.parents.get(`${site!.no} ${parent.trim()}`)?.id !== row.parent) {
    throw refuse('locations.import_elsewhere', { code: row.code, path: row.path, parent }, '/parent')
  }
  return {
    ...(kind !== undefined && { kind }),
    ...(barcode !== undefined && { barcode: barcodeOf(barcode, { id, places }) }),
    ...(checkDigits !== undefined && { checkDigits }),
    ...(x !== undefined && { xM: toMillimetre(x) }),
    ...(y !== undefined && { yM: toMillimetre(y) }),
    ...(z !== undefined && { zM: toMillimetre(z) }),
  }
}

function checkKindIn(kinds: readonly string[], kind: string): void {
  if (!kinds.includes(kind))
    throw refuse('locations.kind_unknown', { kind, kinds: kinds.toSorted() }, '/kind')
}

function barcodeOf(
  said: string | null,
  { id, places }: { readonly id: string; readonly places: Places },
): string | null {
  if (said === null) return null
  const barcode = checkedText(said, 'barcode')
  const holder = places.barcodes.get(barcode)
  if (holder !== undefined && holder !== id) throw refuse('locations.barcode_taken', { barcode }, '/barcode')
  places.barcodes.set(barcode, id)
  return barcode
}

async function insertAll(trx: Transaction, author: Author, made: readonly MadeRow[]): Promise<void> {
  const [{ code, barcode }] = made as [MadeRow]
  await orTaken(
    {
      location_code_key: () => refuse('locations.code_taken', { code }, '/code'),
      location_barcode_key: () => refuse('locations.barcode_taken', { barcode }, '/barcode'),
    },
    trx.raw(
      `insert into locations.location (id, site, parent, kind, code, path, barcode,
                                       check_digits, x_m, y_m, z_m)
       select id, site, parent, kind, code, path, barcode, "checkDigits", "xM", "yM", "zM"
         from jsonb_to_recordset(?) as w(id uuid, site integer, parent uuid, kind text, code text, path text,
              barcode text, "checkDigits" text, "xM" numeric, "yM" numeric, "zM" numeric)`,
      [JSON.stringify(made)],
    ),
  )
  await recordChanges(
    trx,
    author,
    made.map(({ id, ...after }) => ({ entity: ENTITY, id, action: 'create', after })),
  )
}
