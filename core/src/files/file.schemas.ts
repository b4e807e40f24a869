import { Type } from 'typebox'
import { Id, Instant } from '../access/wire-types.ts'

/** A file on the wire. */
export const FileOnTheWire = Type.Object(
  {
    id: Id,
    name: Type.String({ description: 'For people; nothing is found by it' }),
    mediaType: Type.String({ description: 'By its content' }),
    sizeBytes: Type.Integer({ minimum: 1 }),
    sha256: Type.String({ description: 'Of the content, in hexadecimal digits' }),
    owner: Type.Union([Id, Type.Null()], {
      description: 'Whose it is; null is the house’s, for staff alone',
    }),
    createdBy: Id,
    createdAt: Instant,
  },
  { additionalProperties: false },
)

/** The form that carries a file. It is read as a stream, so it is described here and checked as it comes. */
export const UploadForm = Type.Object(
  {
    owner: Type.Optional(Type.String({ format: 'uuid', description: 'Whose it is; before the file' })),
    file: Type.String({ format: 'binary' }),
  },
  { additionalProperties: false },
)
