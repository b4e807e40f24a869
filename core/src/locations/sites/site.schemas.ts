import { Type } from 'typebox'
import { ClientId, Id, Instant, Name, Version } from '../../access/wire-types.ts'

const Code = Type.String({
  minLength: 1,
  maxLength: 60,
  description: 'Short and unique; its root location has it too',
})
const TimeZone = Type.String({ minLength: 1, maxLength: 60, description: 'IANA name such as Europe/Zurich' })

/** A site on the wire. */
export const SiteOnTheWire = Type.Object(
  {
    id: Id,
    company: Id,
    code: Code,
    name: Name,
    timeZone: TimeZone,
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  },
  { additionalProperties: false },
)

/** A site as a client wishes it. */
export const NewSite = Type.Object(
  { id: ClientId, company: Id, code: Code, name: Name, timeZone: TimeZone },
  { additionalProperties: false },
)

/** What may be changed of a site. */
export const SitePatch = Type.Object(
  { code: Type.Optional(Code), name: Type.Optional(Name), timeZone: Type.Optional(TimeZone) },
  { additionalProperties: false },
)
