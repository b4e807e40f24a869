import type pg from 'pg'
import { databaseTime } from '../../database/database-time.ts'
import { NIL_ID } from '../../database/ids.ts'
import type { PipelinedPool } from '../../database/pipelined-pool.ts'
import { plainArray, textArray } from '../posting/array-literal.ts'
import type { Bucket } from '../posting/bucket-cache.ts'
import type { Command } from '../posting/command.ts'
import { baseQuantity, mayEnter, maySee, no, noOwner } from '../posting/complete-line.ts'
import type { PlacedRefusal } from '../posting/draft.ts'
import { instantMicros, microsOf } from '../posting/micros.ts'
import { HOUSE_OWNER } from '../posting/prepare.ts'
import type { References } from '../posting/references.ts'
import { serialKey } from '../serials/serial-book.ts'
import type { Act, AllocationInput, WantedPiece, Whence } from './act.ts'

import type { Sought } from './candidates.ts'
import type { CandidateFinder } from './choose-candidates.ts'

import { withinSites } from './within-sites.ts'

type Allocate = Extract<AllocationInput, { act: 'allocate' }>
type Change = Exclude<AllocationInput, Allocate>

interface Item {
  readonly id: string
  readonly sku: string
  readonly step: number
  readonly owner: number | null
  readonly serials: string
}

/** Where a piece was seen; `handlingUnit` is nil for a loose one. */
interface SeenPiece extends Required<Pick<Whence, 'location' | 'handlingUnit' | 'status'>> {
  readonly item: string
  readonly number: string
  readonly owner: number
  readonly lot: string | null
  readonly site: number | null
}

/** An allocation as it was seen, with the balance it is on. */
interface Seen extends Omit<Bucket, 'id' | 'stepMicros'> {
  readonly id: string
  readonly bucket: number
  readonly step: number
  readonly owner: number
  readonly quantity: number
  readonly site: number | null
}

interface Known {
  readonly command: Command
  readonly references: References
  readonly items: ReadonlyMap<string, Item>
  readonly seen: ReadonlyMap<string, Seen>
  /** Pieces that stand somewhere, by item and number. */
  readonly pieces: ReadonlyMap<string, SeenPiece>
}

/** An act, and the stock that has yet to be looked for. */
interface Half {
  readonly act: Act
  readonly sought: Sought | null
}

/** Where stock is looked for, and how. */
export interface StockRoom {
  readonly pool: PipelinedPool
  readonly find: CandidateFinder
}

const NOTHING = { buckets: [], isCut: false }

/**
 * Checks what needs no lock of a command's acts on allocations, and looks for stock: three queries for all of
 * them.
 * @param isAgain others overtook the first look, or it did not suffice
 * @returns per act either what will be judged, or the refusal
 */
export async function prepareActs(
  { pool, find }: StockRoom,
  command: Command,
  references: References,
  isAgain: boolean,
): Promise<(Act | PlacedRefusal)[]> {
  const inputs = command.allocations ?? []
  if (inputs.length === 0) return []
  return pool.use(async (client) => {
    const [items, seen, pieces, bounded] = await Promise.all([
      selectItems(client, inputs),
      selectSeen(client, inputs),
      selectPieces(client, inputs),
      withinSites(client, command.actor, inputs),
    ])
    const known = { command, references, items, seen, pieces }
    const halves = bounded.map((input, index) => {
      if ('code' in input) return input
      return input.act === 'allocate' ? wishOf(input, index, known) : changeOf(input, index, known)
    })
    const sought = halves.flatMap((half) => ('sought' in half && half.sought !== null ? [half.sought] : []))
    const found = [...(await find(client, sought, isAgain))]
    return halves.map((half) => {
      if ('code' in half) return half
      if (half.sought === null) return half.act
      const candidates = found.shift()!
      if ('code' in candidates) return { ...candidates, pointer: `/allocations/${half.act.index}` }
      return { ...half.act, candidates } as Act
    })
  })
}

function wishOf(input: Allocate, index: number, known: Known): Half | PlacedRefusal {
  const at = `/allocations/${index}`
  const { command, references, items } = known
  const { actor } = command
  const owner = references.owners.get(input.owner ?? HOUSE_OWNER)
  if (owner === undefined || !maySee(actor, owner)) {
    return noOwner(input.owner, at)
  }
  const item = items.get(input.item.toLowerCase())
  if (item === undefined || (item.owner !== null && !maySee(actor, item.owner))) {
    return no('ledger.item_unknown', { item: input.item }, `${at}/item`)
  }
  const quantity = baseQuantity(
    input.quantity,
    { sku: item.sku, stepMicros: microsOf(item.step) },
    `${at}/quantity`,
  )
  if ('code' in quantity) return quantity
  const { micros } = quantity
  const { demand, expiresAt } = input
  const expires = expiresAt === undefined ? null : instantMicros(expiresAt)
  if (expires !== null && expires <= databaseTime() * 1000) {
    return no('ledger.allocation_expires_past', { expiresAt }, `${at}/expiresAt`)
  }
  const piece = input.serial === undefined ? null : pieceWanted({ ...input, serial: input.serial }, item, at)
  if (piece !== null && 'code' in piece) return piece
  const act: Act = {
    act: 'allocate',
    index,
    actor,
    overrides: input.overrides ?? [],
    id: input.id?.toLowerCase() ?? null,
    demand: { kind: demand.kind, id: demand.id.toLowerCase() },
    owner,
    sku: item.sku,
    micros,
    piece,
    expires,
    isPartial: input.partial === true,
    candidates: NOTHING,
  }
  if (piece === null) return { act, sought: { item: item.id, owner, micros, whence: input } }
  const seen = known.pieces.get(serialKey(piece.item, piece.number))
  // Who does not see it, or finds it nowhere, is told so under the locks, where it may have come by then.
  if (seen === undefined || seen.owner !== owner || !mayEnter(actor, seen.site)) return { act, sought: null }
  const { lot, site: _, ...place } = seen
  return { act, sought: { item: item.id, owner, micros, whence: lot === null ? place : { ...place, lot } } }
}

/** One piece is asked for by its number alone, where the item's pieces have their places. */
function pieceWanted(
  input: Allocate & { readonly serial: string },
  item: Item,
  at: string,
): WantedPiece | PlacedRefusal {
  const { serial, quantity, location, within, lot, handlingUnit, status } = input
  const facts = { sku: item.sku, serial }
  if (item.serials !== 'always') return no('ledger.pieces_have_no_place', facts, `${at}/serial`)
  const isPlaced = [location, within, lot, handlingUnit, status].some((said) => said !== undefined)
  if (quantity !== 1 || isPlaced) return no('ledger.piece_says_where', facts, `${at}/serial`)
  return { item: item.id, number: serial }
}

function changeOf(input: Change, index: number, { command, seen }: Known): Half | PlacedRefusal {
  const at = `/allocations/${index}`
  const row = seen.get(input.allocation.toLowerCase())
  const { actor } = command
  if (row === undefined || !maySee(actor, row.owner) || !mayEnter(actor, row.site)) {
    return no('ledger.allocation_unknown', { allocation: input.allocation }, `${at}/allocation`)
  }
  const { id: allocation, bucket: id, step, quantity, owner, site: _, ...rest } = row
  const bucket: Bucket = { ...rest, id, stepMicros: microsOf(step) }
  const asked = 'quantity' in input ? input.quantity : undefined
  const part = asked === undefined ? null : baseQuantity(asked, bucket, `${at}/quantity`)
  if (part !== null && 'code' in part) return part
  const micros = part?.micros ?? null
  const act: Act = {
    act: input.act,
    index,
    actor,
    overrides: input.act === 'swap' ? (input.overrides ?? []) : [],
    allocation,
    owner,
    micros,
    id: input.act === 'split' ? (input.id?.toLowerCase() ?? null) : null,
    bucket,
    candidates: input.act === 'swap' ? NOTHING : null,
  }
  if (input.act !== 'swap') return { act, sought: null }
  return { act, sought: { item: bucket.item, owner, micros: micros ?? microsOf(quantity), whence: input } }
}

async function selectItems(
  client: pg.Client,
  inputs: readonly AllocationInput[],
): Promise<ReadonlyMap<string, Item>> {
  const ids = new Set(inputs.flatMap((input) => (input.act === 'allocate' ? [input.item] : [])))
  if (ids.size === 0) return new Map()
  const { rows } = await client.query<Item>({
    name: 'ledger.select_allocated_items',
    text: 'select id, sku, step, owner, serials from items.item where id = any ($1::uuid[])',
    values: [plainArray([...ids])],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

async function selectPieces(
  client: pg.Client,
  inputs: readonly AllocationInput[],
): Promise<ReadonlyMap<string, SeenPiece>> {
  const wanted = inputs.flatMap((input) =>
    input.act === 'allocate' && input.serial !== undefined
      ? [{ item: input.item, number: input.serial }]
      : [],
  )
  if (wanted.length === 0) return new Map()
  const { rows } = await client.query<SeenPiece>({
    name: 'ledger.select_seen_pieces',
    text: `select r.item, r.number, r.owner, nullif(b.lot, $3) as lot, b.location,
           b.handling_unit as "handlingUnit",
                  s.name as status, l.site
             from unnest($1::uuid[], $2::text[]) n (item, number)
             join ledger.serial r on r.item = n.item and r.number = n.number
             join ledger.bucket b on b.id = r.bucket join ledger.status s on s.no = b.status
             join locations.location l on l.id = b.location`,
    values: [
      plainArray(wanted.map(({ item }) => item)),
      textArray(wanted.map(({ number }) => number)),
      NIL_ID,
    ],
  })
  return new Map(rows.map((row) => [serialKey(row.item, row.number), row]))
}

async function selectSeen(
  client: pg.Client,
  inputs: readonly AllocationInput[],
): Promise<ReadonlyMap<string, Seen>> {
  const ids = new Set(inputs.flatMap((input) => (input.act === 'allocate' ? [] : [input.allocation])))
  if (ids.size === 0) return new Map()
  const { rows } = await client.query<Seen>({
    name: 'ledger.select_seen_allocations',
    text: `select a.id, a.bucket, a.owner, a.quantity, b.item, i.owner as "itemOwner", i.sku, i.step,
                  i.has_lots as "hasLots", i.serials, i.catch_unit as "catchUnit", b.location, l.code, l.site,
                  s.name as status, nullif(b.lot, $2) as lot, t.name as "lotName",
                  nullif(b.handling_unit, $2) as "handlingUnit", u.code as "unitCode", true as "isBalanced"
             from ledger.allocation a
             join ledger.bucket b on b.id = a.bucket join items.item i on i.id = b.item
             join locations.location l on l.id = b.location join ledger.status s on s.no = b.status
             left join items.lot t on t.id = b.lot
             left join locations.handling_unit u on u.id = b.handling_unit
            where a.id = any ($1::uuid[])`,
    values: [plainArray([...ids]), NIL_ID],
  })
  return new Map(rows.map((row) => [row.id, row]))
}
