import type pg from 'pg'
import { NIL_ID } from '../../database/ids.ts'
import type { PipelinedPool } from '../../database/pipelined-pool.ts'
import { plainArray } from './array-literal.ts'
import type { MovementInput } from './command.ts'
import type { Line, Movement, PlacedRefusal } from './draft.ts'
import { type Case, placed } from './judge.ts'
import { microsOf, unitsOf } from './micros.ts'

/** A line that goods come back from, and how much of it came back already. */
export interface ReturnState {
  readonly item: string
  readonly owner: number
  readonly lot: string | null
  readonly isOutward: boolean
  readonly isReversed: boolean
  readonly micros: number
  returned: number
}

/** Lines by their ids, and the movements of which something came back. */
export interface Returns {
  readonly lines: Map<number, ReturnState>
  readonly returnedFrom: ReadonlySet<string>
}

interface Row {
  id: number
  quantity: number
  item: string
  owner: number
  lot: string
  outward: boolean
  reversed: boolean
  returned: number
}

/**
 * The latch that returns of a movement's lines and its reversal take, so that they come one after the other.
 */
export function returnLatches(movements: readonly Movement[]): string[] {
  const keys = new Set<string>()
  for (const { reverses, lines } of movements) {
    if (reverses !== null) keys.add(`ledger.return:${reverses}`)
    for (const { returns } of lines) if (returns !== null) keys.add(`ledger.return:${returns.movement}`)
  }
  return [...keys]
}

/** Finds the movements of the lines that goods come back from; no query where none does. */
export async function selectReturned(
  pool: PipelinedPool,
  movements: readonly MovementInput[],
): Promise<ReadonlyMap<number, string>> {
  const ids = new Set(movements.flatMap(({ lines }) => lines.flatMap(({ returnsLine }) => returnsLine ?? [])))
  if (ids.size === 0) return new Map()
  const { rows } = await pool.use((client) =>
    client.query<{ id: number; movement: string }>({
      name: 'ledger.select_returned',
      text: 'select l.id, l.movement from unnest($1::bigint[]) a (id) join ledger.line l on l.id = a.id',
      values: [plainArray([...ids])],
    }),
  )
  return new Map(rows.map(({ id, movement }) => [id, movement]))
}

/** Reads what came back of lines; two queries, and none where nothing comes back and nothing is reversed. */
export async function readReturns(client: pg.Client, movements: readonly Movement[]): Promise<Returns> {
  const ids = new Set(movements.flatMap(({ lines }) => lines.flatMap(({ returns }) => returns?.line ?? [])))
  const reversed = movements.flatMap(({ reverses }) => reverses ?? [])
  const [lines, from] = await Promise.all([
    selectLines(client, [...ids]),
    selectReturnedFrom(client, reversed),
  ])
  return { lines: new Map(lines.map((row) => [row.id, stateOf(row)])), returnedFrom: new Set(from) }
}

function stateOf({ item, owner, lot, outward, reversed, quantity, returned }: Row): ReturnState {
  return {
    item,
    owner,
    lot: lot === NIL_ID ? null : lot,
    isOutward: outward,
    isReversed: reversed,
    micros: microsOf(quantity),
    returned: microsOf(returned),
  }
}

async function selectLines(client: pg.Client, ids: readonly number[]): Promise<Row[]> {
  if (ids.length === 0) return []
  const { rows } = await client.query<Row>({
    name: 'ledger.select_returned_lines',
    text: `select l.id, l.quantity, f.item, l.owner, f.lot, l.from_after is not null
           and l.to_after is null as outward,
                  exists (select from ledger.reversal v where v.movement = l.movement) as reversed,
                  coalesce((select sum(r.quantity) from ledger.line r where r.returns_line = l.id
                    and not exists
                    (select from ledger.reversal v where v.movement = r.movement)), 0) as returned
             from unnest($1::bigint[]) a (id) join ledger.line l on l.id = a.id
             join ledger.bucket f on f.id = l.from_bucket`,
    values: [plainArray(ids)],
  })
  return rows
}

async function selectReturnedFrom(client: pg.Client, movements: readonly string[]): Promise<string[]> {
  if (movements.length === 0) return []
  const { rows } = await client.query<{ movement: string }>({
    name: 'ledger.select_returned_from',
    text: `select a.movement from unnest($1::uuid[]) a (movement) where exists (
             select from ledger.line l join ledger.line r on r.returns_line = l.id
              where l.movement = a.movement and not exists
                (select from ledger.reversal v where v.movement = r.movement))`,
    values: [plainArray(movements)],
  })
  return rows.map(({ movement }) => movement)
}

/** What comes back was issued, of the same item, owner and lot, and never more than was. */
export function checkReturns({
  movement,
  lines,
  ground: {
    rules: { returns },
  },
}: Case): PlacedRefusal | undefined {
  if (movement.reverses !== null && returns.returnedFrom.has(movement.reverses)) {
    return placed('ledger.has_returns', { id: movement.reverses }, movement)
  }
  const here = new Map<number, number>()
  for (const [n, line] of lines.entries()) {
    if (line.returns === null) continue
    const id = line.returns.line
    const coming = (here.get(id) ?? 0) + line.micros
    here.set(id, coming)
    const found = checkLine(line, movement, returns.lines.get(id), coming)
    if (found !== undefined) return placed(found[0], found[1], movement, `/lines/${n}/returnsLine`)
  }
  return undefined
}

function checkLine(
  line: Line,
  { owner }: Movement,
  state: ReturnState | undefined,
  coming: number,
): [code: string, facts: Record<string, unknown>] | undefined {
  const { sku, item, lot } = line.from
  const facts = { sku, line: line.returns!.line }
  const isSame = state?.item === item && state.owner === owner && state.lot === lot
  if (!isSame || !state.isOutward || line.from.isBalanced || state.isReversed) {
    return ['ledger.returns_unknown_line', facts]
  }
  if (state.returned + coming <= state.micros) return undefined
  const { micros, returned } = state
  const figures = { issued: unitsOf(micros), returned: unitsOf(returned), asked: unitsOf(coming) }
  return ['ledger.returned_too_much', { ...facts, ...figures }]
}

/** What a posted movement brought back counts for the next one. */
export function keepReturns({
  lines,
  ground: {
    rules: { returns },
  },
}: Case): void {
  for (const { returns: back, micros } of lines) {
    if (back !== null) returns.lines.get(back.line)!.returned += micros
  }
}

/** Remembers what came back so far, so that what follows can be taken back. */
export function rememberReturns({ lines }: Returns): () => void {
  const before = [...lines.values()].map((state) => [state, state.returned] as const)
  return () => {
    for (const [state, returned] of before) state.returned = returned
  }
}
