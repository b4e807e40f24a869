import {
  type Actor,
  DomainError,
  type ImportAddition,
  type ImportBatch,
  type ImportOutcome,
  type ImportProblem,
  type ImportRow,
  refuse,
  type Transaction,
} from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import type { Author } from '../../audit/record-change.ts'
import { mayUse } from '../../http/may-use.ts'
import { OwnerOfFile } from '../../imports/importables/owner-of-file.ts'
import { SkuOfFile } from '../../imports/importables/sku-of-file.ts'
import { titled } from '../../imports/importables/titled.ts'
import { writeBatch } from '../../imports/run/write-batch.ts'
import { type NamedItem, namedItems } from '../../items/named-items.ts'
import { type NamedOwner, namedOwners } from '../../items/named-owners.ts'
import type { LocationRow } from '../../locations/location.model.ts'
import { namedPlaces, namedSites } from '../../locations/named-places.ts'
import type { Command, MovementInput, Outcome } from '../posting/command.ts'
import { IMPORT_SOURCE, undoStock } from './undo-stock.ts'

/** Where stock comes from and goes to that was there before us, or that somebody sets right. */
const OUTSIDE = {
  opening: '00000000-0000-7000-8000-000000000014',
  adjustment: '00000000-0000-7000-8000-000000000013',
} as const
const QUANTITY_MAX = 999_999_999

/** Stock as a row of a file says it. */
const StockOfFile = Type.Object(
  {
    sku: SkuOfFile,
    location: titled(
      Type.String({ minLength: 1, maxLength: 80 }),
      'Location',
      'bin',
      'location code',
      'emplacement',
      'lagerplatz',
    ),
    quantity: titled(
      Type.Number({ minimum: -QUANTITY_MAX, maximum: QUANTITY_MAX }),
      'Quantity',
      'qty',
      'on hand',
      'stock',
      'quantité',
      'qté',
      'menge',
      'bestand',
    ),
    owner: OwnerOfFile,
    site: Type.Optional(
      titled(Type.String({ maxLength: 120 }), 'Site', 'warehouse', 'entrepôt', 'dépôt', 'lager'),
    ),
    lot: Type.Optional(
      titled(
        Type.String({ minLength: 1, maxLength: 80 }),
        'Lot',
        'lot number',
        'batch',
        'charge',
        'numéro de lot',
      ),
    ),
    expiresOn: Type.Optional(
      titled(Type.String({ format: 'date' }), 'Expires on', 'expiry', 'expiry date', 'dlc', 'péremption'),
    ),
    status: Type.Optional(
      titled(Type.String({ minLength: 1, maxLength: 64 }), 'Status', 'stock status', 'statut'),
    ),
    handlingUnit: Type.Optional(
      titled(
        Type.String({ minLength: 1, maxLength: 80 }),
        'Handling unit',
        'lpn',
        'sscc',
        'pallet',
        'palette',
      ),
    ),
    serials: Type.Optional(
      titled(Type.String({ maxLength: 32_000 }), 'Serial numbers', 'serial', 'serials', 'numéros de série'),
    ),
    catchQuantity: Type.Optional(
      titled(Type.Number({ exclusiveMinimum: 0, maximum: QUANTITY_MAX }), 'Catch weight', 'poids réel'),
    ),
    kind: Type.Optional(
      titled(
        Type.Union([Type.Literal('opening'), Type.Literal('adjustment')]),
        'Kind',
        'movement kind',
        'type',
      ),
    ),
    reason: Type.Optional(titled(Type.String({ minLength: 1, maxLength: 64 }), 'Reason', 'motif', 'grund')),
    note: Type.Optional(
      titled(Type.String({ minLength: 1, maxLength: 2_000 }), 'Note', 'remark', 'remarque'),
    ),
    effectiveAt: Type.Optional(
      titled(Type.String({ format: 'date-time' }), 'Happened at', 'date', 'effective at'),
    ),
  },
  { additionalProperties: false },
)
type Values = Static<typeof StockOfFile>

/** Stock of a file, as movements: what was there at the opening, or by how much something is set right. */
export const stockImport: ImportAddition<Values> = {
  name: 'stock',
  title: 'Stock',
  permission: 'ledger.movement.post',
  row: StockOfFile,
  post: postStock,
  undo: undoStock,
}

interface Plan {
  readonly row: ImportRow<Values>
  readonly item: NamedItem
  readonly location: LocationRow
  readonly owner: NamedOwner | undefined
  readonly unit: string | undefined
}

/** The lot of each row, by its number; undefined for one that a dry run does not make. */
type Lots = ReadonlyMap<number, string>

/**
 * Gets a batch ready: what rows name is looked up at once, and lots and buckets that do not stand are made.
 * @returns what posts the movements, as one command under the batch's key, each with an outcome of its own
 */
async function postStock(
  transaction: <T>(work: (trx: Transaction) => Promise<T>) => Promise<T>,
  batch: ImportBatch<Values>,
): Promise<() => Promise<readonly ImportOutcome[]>> {
  const { services } = batch
  const outcomes = new Map<number, ImportOutcome>()
  const { plans, lots } = await transaction(async (trx) => {
    const plans = await plansOf(trx, batch, outcomes)
    return { plans, lots: await lotsOf(trx, batch, { plans, outcomes }) }
  })
  const isHopeless = batch.isAtomic && !batch.isDryRun && outcomes.size > 0
  // A lot that is not made in a dry run cannot be posted in one either.
  const posted = plans.filter(({ row }) => {
    const waits = row.values.lot !== undefined && !lots.has(row.number)
    if (!outcomes.has(row.number) && waits) outcomes.set(row.number, { status: 'created' })
    return !outcomes.has(row.number)
  })
  const command = commandOf(batch, posted, lots)
  const isIdle = posted.length === 0 || isHopeless
  if (!isIdle) await services.ledger.foresee(command)
  return async () => {
    const { outcomes: found } = isIdle ? { outcomes: [] } : await services.ledger.post(command)
    const all = new Map([...outcomes, ...outcomesOf(posted, found)])
    return batch.rows.map(({ number }) => all.get(number) ?? { status: 'unchanged' })
  }
}

async function plansOf(
  trx: Transaction,
  { rows, actor }: ImportBatch<Values>,
  outcomes: Map<number, ImportOutcome>,
): Promise<Plan[]> {
  const values = rows.map((row) => row.values)
  const items = await namedItems(trx, actor, values)
  const owners = await namedOwners(
    trx,
    values.map(({ owner }) => owner),
  )
  const { sites, only } = await namedSites(
    trx,
    values.map(({ site }) => site),
  )
  const siteOf = ({ site }: Values) => (site === undefined ? only : sites.get(site.toLowerCase()))
  const places = await namedPlaces(
    trx,
    values.map((one) => ({ code: one.location, site: siteOf(one)?.no })),
  )
  const units = await unitsOf(trx, values)
  const own = await ownOwner(trx, actor)
  return rows.flatMap((row, index): Plan[] => {
    const { sku, owner, site, location, handlingUnit, quantity } = row.values
    const problems: ImportProblem[] = []
    const say = (column: string, code: string, facts: object) =>
      problems.push({ code, column, facts: { ...facts } })
    const item = items[index]
    const place = places[index]!
    const said = owner === undefined ? undefined : owners.get(owner.toLowerCase())
    const unit = handlingUnit === undefined ? undefined : units.get(handlingUnit.trim())
    if (item === undefined) say('sku', 'items.item_unknown', { item: sku })
    if (owner !== undefined && said === undefined) say('owner', 'items.owner_unknown', { owner })
    if (site !== undefined && siteOf(row.values) === undefined)
      say('site', 'locations.site_unknown', { site })
    else if (typeof place === 'number') {
      const code = place === 0 ? 'ledger.import_location_unknown' : 'ledger.import_location_ambiguous'
      say('location', code, { location, count: place })
    }
    if (handlingUnit !== undefined && unit === undefined)
      say('handlingUnit', 'ledger.import_unit_unknown', { unit: handlingUnit })
    const isOpening = (row.values.kind ?? 'opening') === 'opening'
    if (quantity === 0 || (quantity < 0 && isOpening)) say('quantity', 'ledger.import_quantity', { quantity })
    if (problems.length === 0 && item !== undefined && typeof place !== 'number')
      return [{ row, item, location: place, owner: said ?? own, unit }]
    outcomes.set(row.number, { status: 'refused', problems })
    return []
  })
}

/** Whoever is bound to one owner means him. */
async function ownOwner(trx: Transaction, { owners }: Actor): Promise<NamedOwner | undefined> {
  if (owners === 'all' || owners.length !== 1) return undefined
  return trx('access.owner').where({ no: owners[0] }).first('no', 'id')
}

async function unitsOf(trx: Transaction, values: readonly Values[]): Promise<ReadonlyMap<string, string>> {
  const codes = [...new Set(values.flatMap(({ handlingUnit }) => handlingUnit?.trim() ?? []))]
  if (codes.length === 0) return new Map()
  const rows = await trx('locations.handling_unit')
    .whereIn('code', codes)
    .where({ is_active: true })
    .select('id', 'code')
  return new Map(rows.map(({ id, code }) => [code, id]))
}

interface Planned {
  readonly plans: readonly Plan[]
  readonly outcomes: Map<number, ImportOutcome>
}

/** The lots that rows name, those made that do not stand yet; in a dry run they are taken back. */
async function lotsOf(
  trx: Transaction,
  batch: ImportBatch<Values>,
  { plans, outcomes }: Planned,
): Promise<Lots> {
  const naming = plans.filter(({ row }) => row.values.lot !== undefined)
  if (naming.length === 0) return new Map()
  const names = naming.map(({ item, row }) => ({ item: item.id, name: row.values.lot!.trim() }))
  const found = await trx('items.lot')
    .whereRaw(
      '(item, name) in (select w.item, w.name from jsonb_to_recordset(?) as w(item uuid, name text))',
      [JSON.stringify(names)],
    )
    .select('id', 'item', 'name', { expiresOn: 'expires_on' })
  const standing = new Map(found.map((lot) => [`${lot.item} ${lot.name}`, lot]))
  const lots = new Map<number, string>()
  const others = naming.filter(({ item, row }) => {
    const { lot: name, expiresOn } = row.values
    const lot = standing.get(`${item.id} ${name!.trim()}`)
    if (lot === undefined || (expiresOn !== undefined && expiresOn !== lot.expiresOn)) return true
    lots.set(row.number, lot.id)
    return false
  })
  if (others.length === 0) return lots
  const made = await madeLots(trx, batch, others)
  for (const [number, outcome] of made.outcomes)
    if (outcome.status === 'refused') outcomes.set(number, outcome)
  if (!batch.isDryRun) for (const [number, id] of made.lots) lots.set(number, id)
  return lots
}

async function madeLots(trx: Transaction, batch: ImportBatch<Values>, plans: readonly Plan[]) {
  const { actor, services, reason, isDryRun } = batch
  const author: Author = { actor, reason }
  const lots = new Map<number, string>()
  const byNumber = new Map(plans.map((plan) => [plan.row.number, plan]))
  let outcomes: readonly ImportOutcome[] = []
  const takenBack = new Error('a dry run')
  await trx
    .transaction(async (inner) => {
      outcomes = await writeBatch(
        inner,
        plans.map(({ row }) => row),
        async (innermost, rows) => {
          if (!mayUse(actor, 'items.lot.write'))
            throw refuse('http.forbidden', { permission: 'items.lot.write', actor: actor.name }, '/lot')
          const wishes = rows.map(({ number, values }) => {
            const { lot, expiresOn } = values as Values
            const wish = { item: byNumber.get(number)!.item.id, name: lot! }
            return expiresOn === undefined ? wish : { ...wish, expiresOn }
          })
          const got = await services.items.lots.getOrCreate(innermost, author, wishes)
          for (const [index, { number }] of rows.entries()) lots.set(number, got[index]!.lot.id)
          return rows.map(() => ({ status: 'created' }) as const)
        },
      )
      if (isDryRun) throw takenBack
    })
    .catch((error) => {
      if (error !== takenBack) throw error
    })
  return { lots, outcomes: new Map(plans.map(({ row }, index) => [row.number, outcomes[index]!])) }
}

function commandOf(batch: ImportBatch<Values>, plans: readonly Plan[], lots: Lots): Command {
  const { actor, isDryRun, isAtomic, key } = batch
  return {
    actor,
    mode: isAtomic ? 'all' : 'each',
    movements: plans.map((plan) => movementOf(batch, plan, lots.get(plan.row.number))),
    ...(isDryRun
      ? { dryRun: true }
      : { key, said: batch.rows.map(({ number, values }) => [number, values]) }),
  }
}

function movementOf({ import: id }: ImportBatch<Values>, plan: Plan, lot: string | undefined): MovementInput {
  const { row, item, location, owner, unit } = plan
  const { quantity, kind = 'opening', status, reason, note, effectiveAt, serials, catchQuantity } = row.values
  const outside = { location: OUTSIDE[kind], ...(status !== undefined && { status: status.trim() }) }
  const inside = {
    location: location.id,
    ...(status !== undefined && { status: status.trim() }),
    ...(unit && { handlingUnit: unit }),
  }
  const numbers = serials?.split(/[\s,;]+/).filter(Boolean)
  return {
    kind,
    source: { type: IMPORT_SOURCE, id },
    ...(owner?.id !== undefined && { owner: owner.id }),
    ...(reason !== undefined && { reason }),
    ...(note !== undefined && { note }),
    ...(effectiveAt !== undefined && { effectiveAt }),
    lines: [
      {
        item: item.id,
        quantity: Math.abs(quantity),
        ...(lot !== undefined && { lot }),
        ...(numbers !== undefined && { serials: numbers }),
        ...(catchQuantity !== undefined && { catchQuantity }),
        from: quantity > 0 ? outside : inside,
        to: quantity > 0 ? inside : outside,
      },
    ],
  }
}

/** What a pointer of the ledger means in the words of a row. */
const COLUMNS: Readonly<Record<string, string>> = {
  item: 'sku',
  location: 'location',
  lot: 'lot',
  quantity: 'quantity',
  status: 'status',
  handlingUnit: 'handlingUnit',
  serials: 'serials',
  catchQuantity: 'catchQuantity',
  reason: 'reason',
  owner: 'owner',
  effectiveAt: 'effectiveAt',
}

/** What became of the rows that were posted, by their numbers. */
function outcomesOf(plans: readonly Plan[], found: readonly Outcome[]): Map<number, ImportOutcome> {
  const outcomes = new Map<number, ImportOutcome>()
  for (const [index, outcome] of found.entries()) {
    if (outcome.status === 'failed') throw new DomainError(outcome.code, outcome.facts)
    const one = importOutcome(outcome)
    if (one !== undefined) outcomes.set(plans[index]!.row.number, one)
  }
  return outcomes
}

function importOutcome(outcome: Outcome): ImportOutcome | undefined {
  if (outcome.status === 'posted') return { status: 'created' }
  // All or none: another row is the one.
  if (outcome.code === 'ledger.batch_refused') return undefined
  const { code, facts, pointer } = outcome
  const column = COLUMNS[pointer.split('/').at(-1) ?? '']
  return { status: 'refused', problems: [{ code, facts, ...(column !== undefined && { column }) }] }
}
