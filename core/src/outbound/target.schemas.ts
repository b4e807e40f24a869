import { Type } from 'typebox'
import { ClientId, Id, Instant, Version } from '../access/wire-types.ts'

const Host = Type.String({
  minLength: 1,
  maxLength: 253,
  description: 'A name or an address, such as erp.example.com or 10.0.0.5',
})
const Port = Type.Union([Type.Integer({ minimum: 1, maximum: 65535 }), Type.Null()], {
  description: 'The one port; null allows all',
})
const PlainHttp = Type.Boolean({
  description: 'Whether it may be called by http, which anybody on the way reads',
})
const Note = Type.String({ maxLength: 500, description: 'What it is, for whoever asks later' })

/** An allowed host on the wire. */
export const TargetOnTheWire = Type.Object(
  {
    id: Id,
    host: Host,
    port: Port,
    plainHttp: PlainHttp,
    note: Note,
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  },
  { additionalProperties: false },
)

/** A host that somebody wants to allow. */
export const NewTarget = Type.Object(
  {
    id: ClientId,
    host: Host,
    port: Type.Optional(Port),
    plainHttp: Type.Optional(PlainHttp),
    note: Type.Optional(Note),
  },
  { additionalProperties: false },
)

/** What may be changed of it; another host is another row. */
export const TargetPatch = Type.Object(
  { port: Type.Optional(Port), plainHttp: Type.Optional(PlainHttp), note: Type.Optional(Note) },
  { additionalProperties: false },
)
