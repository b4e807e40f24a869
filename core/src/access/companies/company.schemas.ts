import { Type } from 'typebox'
import { ClientId, Id, Instant, Name, Version } from '../wire-types.ts'

const BaseCurrency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217, such as EUR' })

const ClosedThrough = Type.Union([Instant, Type.Null()], {
  description:
    'Its books are closed until then: nothing may happen before it any more. Null while they are open',
})

/** A company on the wire. */
export const CompanyOnTheWire = Type.Object(
  {
    id: Id,
    name: Name,
    baseCurrency: BaseCurrency,
    closedThrough: ClosedThrough,
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  },
  { additionalProperties: false },
)

/** A company as a client wishes it. */
export const NewCompany = Type.Object(
  { id: ClientId, name: Name, baseCurrency: BaseCurrency },
  { additionalProperties: false },
)

/** What may be changed of a company. */
export const CompanyPatch = Type.Object(
  { name: Type.Optional(Name), baseCurrency: Type.Optional(BaseCurrency) },
  { additionalProperties: false },
)

/** Until when a company's books are closed. */
export const PeriodClosing = Type.Object(
  {
    closedThrough: ClosedThrough,
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: 'Why, for the audit' })),
  },
  { additionalProperties: false },
)
