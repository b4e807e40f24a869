import type { PostedMovement, TxContext } from '@stowage/sdk'
import { type Static, Type } from 'typebox'

const Id = Type.String({ format: 'uuid' })

/** An event: its name in the past tense, with the version of its shape. */
export const BIN_RAN_DRY = 'sample.bin.ran_dry@1'

/** The last of an item has left a place. */
export const BinRanDry = Type.Object(
  { location: Id, item: Id, owner: Type.Integer({ description: 'The number of whose stock it was' }) },
  { additionalProperties: false },
)
export type BinRanDry = Static<typeof BinRanDry>

/** Tells of them in the posting's transaction: if it is rolled back, nothing was told. */
export async function tellDryBins(posted: readonly PostedMovement[], tx: TxContext): Promise<void> {
  const events = posted.flatMap(({ owner, lines }) =>
    lines
      .filter(({ fromAfter }) => fromAfter === 0)
      .map(({ item, from }) => ({
        owner,
        payload: { location: from.location, item, owner } satisfies BinRanDry,
      })),
  )
  if (events.length > 0) await tx.emitAll(BIN_RAN_DRY, events)
}
