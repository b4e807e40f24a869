import { type Static, Type } from 'typebox'
import { SERIAL_LENGTH_MAX, SERIALS_MAX } from './serial-numbers.ts'

const Id = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })
const SerialNumber = Type.String({ minLength: 1, maxLength: SERIAL_LENGTH_MAX })
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** The pieces of a line, as a caller names them. */
export const SerialsWish = Type.Array(
  Type.Union([
    SerialNumber,
    Type.Object({ from: SerialNumber, to: SerialNumber }, { additionalProperties: false }),
  ]),
  {
    minItems: 1,
    maxItems: SERIALS_MAX,
    description:
      'The serial numbers of its pieces, one by one or by first and last: ' +
      `{"from": "SN-0998", "to": "SN-1002"}. As many as the quantity; ${SERIALS_MAX} in one command at most`,
  },
)

/** One piece with a number of its own. */
export const Serial = Type.Object({
  id: Id,
  number: Type.String({ description: 'Unique in its item; sn1 is not SN1' }),
  item: Type.Object({ id: Id, sku: Type.String(), name: Type.String() }),
  owner: Type.Object({ id: Id, name: Type.String() }),
  lot: nullable(Type.Object({ id: Id, name: Type.String() })),
  bucket: nullable(Type.Integer({ description: 'The balance that it is counted in' })),
  location: nullable(Type.Object({ id: Id, code: Type.String() })),
  status: nullable(Type.String()),
  handlingUnit: nullable(Type.Object({ id: Id, code: Type.String() })),
  hasLeft: Type.Boolean({ description: 'It went to the outside and did not come back' }),
  lines: Type.Integer({ description: 'How many lines it was on' }),
  firstAt: Type.String({ format: 'date-time', description: 'When its first line was posted' }),
  lastAt: Instant,
  version: Type.Integer({ description: 'Of its fields: all else of it is said by movements' }),
})
/** One piece on the wire. */
export type Serial = Static<typeof Serial>

/** A piece as a line names it. */
export const SerialOfLine = Type.Object({ id: Id, number: Type.String() })
