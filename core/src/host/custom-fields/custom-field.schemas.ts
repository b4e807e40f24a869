import { type Static, Type } from 'typebox'
import { ClientId, Id, Instant, Version } from '../../access/wire-types.ts'

const closed = { additionalProperties: false }

/** What a field can be. What each of them may be bound by stands in `kindRules`. */
const fieldKinds = [
  'text',
  'long-text',
  'number',
  'integer',
  'boolean',
  'date',
  'choice',
  'choices',
  'url',
] as const

/** The kinds of fields. */
export type FieldKind = (typeof fieldKinds)[number]

const Kind = Type.Union(
  fieldKinds.map((kind) => Type.Literal(kind)),
  { description: 'What its values are; choice is one of a list, choices several of it' },
)
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const OtherLanguages = (maxLength: number) =>
  Type.Record(Type.String({ pattern: '^[a-z]{2,3}(-[A-Z]{2})?$' }), Text(maxLength), {
    description: 'In other languages than English, by their tags: { "fr": "Allergènes" }',
    maxProperties: 20,
    additionalProperties: false,
  })

const Choice = Type.Object(
  {
    value: Type.String({
      pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$',
      description: 'What is stored, and what filters, CSV and other systems say',
    }),
    label: Text(80),
    labels: Type.Optional(OtherLanguages(80)),
  },
  closed,
)

/** What a field's values are held to. Each kind takes some of them. */
export const FieldRules = Type.Object(
  {
    unit: Type.Optional(Type.String({ minLength: 1, maxLength: 20, description: 'Shown behind the figure' })),
    decimals: Type.Optional(Type.Integer({ minimum: 0, maximum: 6 })),
    minimum: Type.Optional(Type.Number({ minimum: -1e12, maximum: 1e12 })),
    maximum: Type.Optional(Type.Number({ minimum: -1e12, maximum: 1e12 })),
    minLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 5_000 })),
    maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 5_000 })),
    pattern: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'A regular expression that the whole text has to match',
      }),
    ),
    choices: Type.Optional(Type.Array(Choice, { minItems: 1, maxItems: 200 })),
    default: Type.Optional(
      Type.Unsafe<unknown>({ description: 'What a new record says where nobody says anything' }),
    ),
  },
  closed,
)
/** What a field's values are held to. */
export type FieldRules = Static<typeof FieldRules>

const TextOrNull = (maxLength: number) => Type.Union([Text(maxLength), Type.Null()])
const Permission = Type.Union([Type.String({ minLength: 3, maxLength: 120 }), Type.Null()], {
  description: 'What it takes to see and say it, beside what the record takes; null is nothing more',
})
const Place = Type.Integer({
  minimum: -1_000,
  maximum: 1_000,
  description: 'Where it stands among the others, the smallest first',
})

const sayable = {
  label: Text(80),
  labels: Type.Optional(OtherLanguages(80)),
  help: Type.Optional(TextOrNull(300)),
  helps: Type.Optional(OtherLanguages(300)),
  kind: Kind,
  isRequired: Type.Optional(
    Type.Boolean({ description: 'Whether new records have to say it; old ones may go on without' }),
  ),
  permission: Type.Optional(Permission),
  place: Type.Optional(Place),
  rules: Type.Optional(FieldRules),
}

/** A field as an administrator wishes it. */
export const NewField = Type.Object(
  {
    id: ClientId,
    entity: Type.String({ maxLength: 120, description: 'Whose field it is, such as items.item' }),
    name: Type.String({
      pattern: '^[a-z][A-Za-z0-9]{0,63}$',
      description: 'Its name in the API, in camelCase; it stays for good',
    }),
    ...sayable,
  },
  closed,
)
/** A field as an administrator wishes it. */
export type NewField = Static<typeof NewField>

/** What may be changed of a field. Entity and name stay, because other systems know it by them. */
export const FieldPatch = Type.Partial(
  Type.Object({
    ...sayable,
    isRetired: Type.Boolean({ description: 'Hidden everywhere, its values kept' }),
  }),
  { ...closed, minProperties: 1 },
)
/** What may be changed of a field. */
export type FieldPatch = Static<typeof FieldPatch>

/** A field on the wire. */
export const FieldOnTheWire = Type.Object({
  id: Id,
  entity: Type.String(),
  name: Type.String(),
  kind: Kind,
  label: Type.String(),
  labels: OtherLanguages(80),
  help: TextOrNull(300),
  helps: OtherLanguages(300),
  isRequired: Type.Boolean(),
  permission: Permission,
  rules: FieldRules,
  place: Place,
  isRetired: Type.Boolean(),
  version: Version,
  createdAt: Instant,
  updatedAt: Instant,
})

/** One field with what its going would cost. */
export const FieldDetail = Type.Object({
  ...FieldOnTheWire.properties,
  records: Type.Integer({ description: 'How many records hold a value of it' }),
})
/** One field with what its going would cost. */
export type FieldDetail = Static<typeof FieldDetail>

/** What can be given fields. */
export const EntitiesOnTheWire = Type.Object({
  data: Type.Array(
    Type.Object({
      entity: Type.String(),
      title: Type.String(),
      path: Type.String({ description: 'Of its list, under /api/v1' }),
    }),
  ),
})
