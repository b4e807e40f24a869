import { Type } from 'typebox'

/** A UUID in a body or an answer. */
export const Id = Type.String({ format: 'uuid' })

/** The id that a client may give a new row: sending it twice then creates one. */
export const ClientId = Type.Optional(
  Type.String({ format: 'uuid', description: 'A UUIDv7 of the client’s making' }),
)

/** A name that people read. */
export const Name = Type.String({ minLength: 1, maxLength: 120 })

/** An instant in an answer. */
export const Instant = Type.String({ format: 'date-time' })

/** The number of changes of a row; If-Match compares it. */
export const Version = Type.Integer({ minimum: 1 })

/** `/:id` in an address. */
export const IdParams = Type.Object({ id: Id })

/** What somebody may do. */
export const Permissions = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
  maxItems: 500,
  uniqueItems: true,
  description: 'Permission names such as items.item.read; * alone stands for all of them',
})

/** Where. */
export const Sites = Type.Union(
  [Type.Array(Id, { minItems: 1, maxItems: 1000, uniqueItems: true }), Type.Null()],
  {
    description: 'The sites where it counts; null is all of them',
  },
)

/** With whose stock. */
export const Owners = Type.Union(
  [Type.Array(Id, { minItems: 1, maxItems: 1000, uniqueItems: true }), Type.Null()],
  {
    description: 'The owners whose rows he sees; null is all of them',
  },
)
