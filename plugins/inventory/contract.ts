import { SUBJECT } from '@stowage/sdk'
import { type Static, type TStringOptions, Type } from 'typebox'

const Id = Type.String({ format: 'uuid' })

/** An item at a site and its reorder point, when it fell below it or came back. */
export const Shortage = Type.Object(
  {
    reorderPoint: Id,
    item: Type.String({ format: 'uuid', [SUBJECT]: true } as TStringOptions),
    site: Id,
    minimum: Type.Number({ description: 'Base units' }),
    available: Type.Number({ description: 'Base units, when it was noticed' }),
    target: Type.Union([Type.Number(), Type.Null()], { description: 'How far it is filled up' }),
  },
  { additionalProperties: false },
)
export type Shortage = Static<typeof Shortage>

/** An item fell below its reorder point at a site: told once, until it has come back. */
export const SHORTAGE_BEGAN = 'inventory.shortage.began@1'
/** There is enough of it again. */
export const SHORTAGE_ENDED = 'inventory.shortage.ended@1'
