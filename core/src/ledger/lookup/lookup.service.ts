import type { Transaction } from '@stowage/sdk'
import { balanceList } from '../balances/balance.list.ts'
import { stockList } from '../balances/stock.list.ts'
import { factsOfItems, factsOfLots } from './item-facts.ts'
import type { Kind, Lookup, Match } from './lookup.schemas.ts'
import { type NamedThing, namedThings, plainCode } from './named-things.ts'
import { openHoldsOn } from './open-holds-on.ts'
import { placesAndUnits } from './places-and-units.ts'

/** So many things may be called alike; whoever gets more asks for fewer kinds. */
const MATCHES_MAX = 10
/** So much is told of one of them: a screen of the floor, and no list. */
const BALANCES_MAX = 50

type Balance = Match['balances'][number]
type Scope = Readonly<Record<string, string | number>>

/** What is asked about a code. */
export interface LookupQuestion {
  readonly code: string
  readonly kinds: readonly Kind[]
  /** Only the one of this id. */
  readonly id?: string | undefined
}

/**
 * What is this, where is it, how much: all that a scanned code names, each with its balances and with what
 * moving it takes. It is read under the caller's rows, so nobody hears of a place or an owner that is not
 * his.
 */
export async function lookUp(
  trx: Transaction,
  { code: scanned, kinds, id: only }: LookupQuestion,
): Promise<Lookup> {
  const code = plainCode(scanned)
  const things = await namedThings(trx, { code, kinds, only, most: MATCHES_MAX + 1 })
  const told = things.slice(0, MATCHES_MAX)
  const { places, units, levels } = await placesAndUnits(trx, told)
  const matches: Match[] = []
  for (const thing of told) {
    const { kind, id, item } = thing
    matches.push({
      kind,
      id,
      code: thing.code,
      item,
      level: levels.get(thing.level ?? '') ?? null,
      location: places.get(thing.location ?? '') ?? null,
      unit: units.get(thing.unit ?? '') ?? null,
      holds: await openHoldsOn(trx, thing),
      ...(await stockOf(trx, thing)),
    })
  }
  const balances = matches.flatMap((match) => match.balances)
  const items = [...matches.flatMap(({ item }) => item ?? []), ...balances.map(({ item }) => item.id)]
  const lots = [
    ...matches.flatMap(({ kind, id }) => (kind === 'lot' ? id : [])),
    ...balances.flatMap(({ lot }) => lot?.id ?? []),
  ]
  return {
    code,
    matches,
    items: await factsOfItems(trx, items),
    lots: await factsOfLots(trx, lots),
    isComplete: things.length <= MATCHES_MAX,
  }
}

async function stockOf(
  trx: Transaction,
  thing: NamedThing,
): Promise<Pick<Match, 'sums' | 'balances' | 'isComplete'>> {
  const scope = scopeOf(thing)
  if (scope === undefined) return { sums: [], balances: [], isComplete: true }
  const page = { ...scope, limit: BALANCES_MAX }
  const found = await balanceList.run(trx, { ...page, sort: '-onHand' })
  const sums = await stockList.run(trx, { ...page, by: 'item' })
  return {
    balances: found.data as Balance[],
    sums: (sums.data as SumRow[]).map(({ item, onHand, allocated, unallocated, available, held }) => {
      return { item: item.id, onHand, allocated, unallocated, available, held }
    }),
    isComplete: found.nextCursor === null && sums.nextCursor === null,
  }
}

type SumRow = Omit<Match['sums'][number], 'item'> & { readonly item: { readonly id: string } }

/** The balances that are meant; undefined where it is a piece that stands nowhere. */
function scopeOf({ kind, id, item, bucket }: NamedThing): Scope | undefined {
  switch (kind) {
    case 'item':
    case 'packaging_level':
      return { item: item! }
    case 'lot':
      return { lot: id }
    case 'serial':
      return bucket === null ? undefined : { bucket }
    case 'handling_unit':
      return { withinUnit: id }
    case 'location':
      return { within: id }
  }
}
