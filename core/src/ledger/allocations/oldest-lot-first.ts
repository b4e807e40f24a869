import type { Decision, Strategy } from '@stowage/sdk'

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

/**
 * The default: the oldest lot first. It stands here so that it can be bound for a place where another
 * strategy answers otherwise; where it answers, the order that stock was found in is taken as it is.
 */
export const oldestLotFirst: Strategy<AllocationRequest, null, readonly number[]> = {
  id: 'ledger.oldest_lot_first',
  title: 'The oldest lot first',
  version: 1,
  isDefault: true,
  facts: async (requests) => requests.map(() => null),
  choose: (requests) =>
    requests.map(
      ({ candidates }): Decision<readonly number[]> => ({
        choice: candidates.map(({ bucket }) => bucket),
        because: 'The oldest lot comes first.',
      }),
    ),
}
