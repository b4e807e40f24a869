import type { Considered, Decision, Strategy } from '@stowage/sdk'

/** What `ledger.allocate` asks. */
export interface AllocationRequest {
  readonly item: string
  /** The owner's number. */
  readonly owner: number
  /** Base units. */
  readonly quantity: number
  /** In the order of the lots' age; stock without a lot comes last. */
  readonly candidates: readonly {
    readonly bucket: number
    readonly location: string
    readonly lot: string | null
    readonly handlingUnit: string | null
    readonly status: string
  }[]
}

/** What the places and lots of the candidates are called, so that people can read why. */
type Names = Readonly<Record<string, string>>

/**
 * The default: the oldest lot first. It stands here so that it can be bound for a place where another
 * strategy answers otherwise; where it answers unbound, the order that stock was found in is taken as it is.
 */
export const oldestLotFirst: Strategy<AllocationRequest, Names, readonly number[]> = {
  id: 'ledger.oldest_lot_first',
  title: 'The oldest lot first',
  version: 1,
  isDefault: true,
  async facts(requests, read) {
    const ids = requests.map(({ candidates }) =>
      candidates.flatMap(({ location, lot }) => [location, lot ?? []]),
    )
    const rows = await read.query<{ id: string; name: string }>(
      `select id, code as name from locations.location where id = any ($1)
        union all select id, name from items.lot where id = any ($1)`,
      [[...new Set(ids.flat(2))]],
    )
    const names = new Map(rows.map(({ id, name }) => [id, name]))
    return ids.map((some) => Object.fromEntries(some.flat().map((id) => [id, names.get(id) ?? id])))
  },
  choose: (requests, facts) =>
    requests.map(
      ({ candidates }, n): Decision<readonly number[]> => ({
        choice: candidates.map(({ bucket }) => bucket),
        because: 'The oldest lot comes first.',
        considered: candidates.map(
          ({ location, lot, status }): Considered => ({
            candidate: facts[n]![location] ?? location,
            facts: { lot: lot === null ? null : (facts[n]![lot] ?? lot), status },
            isChosen: true,
          }),
        ),
      }),
    ),
}
