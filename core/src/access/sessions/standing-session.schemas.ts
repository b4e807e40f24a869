import { Type } from 'typebox'
import { Id, Instant, Name } from '../wire-types.ts'

const TextOrNull = Type.Union([Type.String(), Type.Null()])

/** A session that is good at this moment, on the wire; what opens it is not among it. */
export const StandingSession = Type.Object(
  {
    id: Id,
    startedAt: Instant,
    seenAt: Type.String({ format: 'date-time', description: 'Exact to a minute' }),
    expiresAt: Type.String({ format: 'date-time', description: 'However busy it is' }),
    address: TextOrNull,
    userAgent: Type.Union([Type.String(), Type.Null()], { description: 'The browser, as it calls itself' }),
    device: Type.Union([Name, Type.Null()], { description: 'The device of the floor that it was begun on' }),
    isThis: Type.Boolean({ description: 'It is the one that asks' }),
  },
  { additionalProperties: false },
)

/** `/:id/sessions/:session` in an address. */
export const SessionParams = Type.Object({ id: Id, session: Id })
