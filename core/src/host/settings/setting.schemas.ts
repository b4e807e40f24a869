import { Type } from 'typebox'

const Id = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })
const Scope = Type.Union([
  Type.Literal('organisation'),
  Type.Literal('company'),
  Type.Literal('site'),
  Type.Literal('owner'),
])
const closed = { additionalProperties: false }
const Values = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  additionalProperties: true,
  description: 'By the plugin’s own schema; what is left out is asked of the wider scope',
})
const MaskedValues = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  additionalProperties: true,
  description: 'Secrets as dots; sent back as dots, a secret stays as it is',
})
const Lost = Type.Array(Type.String(), {
  description: 'Secrets that cannot be read, because they were encrypted with another key',
})

/** What is said in one scope, on the wire. */
export const SaidOnTheWire = Type.Object(
  {
    scope: Scope,
    place: Type.Union([Id, Type.Null()], {
      description: 'The company, site or owner; null for the organisation',
    }),
    values: MaskedValues,
    lost: Lost,
    version: Type.Integer(),
    updatedAt: Instant,
  },
  closed,
)

/** A plugin that can be set up. */
export const SettablePlugin = Type.Object(
  {
    plugin: Type.String(),
    title: Type.String(),
    scopes: Type.Array(Scope),
    hasInstances: Type.Boolean({ description: 'It is set up several times, each under a name' }),
  },
  closed,
)

/** All of a plugin's settings: the form's schema, and what is said in each scope. */
export const PluginSettings = Type.Object(
  {
    ...SettablePlugin.properties,
    version: Type.String({ description: 'Of the plugin' }),
    schema: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: true,
      description: 'JSON Schema of the values; "x-secret" marks secrets',
    }),
    values: Type.Array(SaidOnTheWire),
    effective: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: true,
      description: 'What counts for the place that was asked about, defaults among it; secrets as dots',
    }),
  },
  closed,
)

/** For whom the values are asked that count. */
export const PlaceQuery = Type.Object(
  { company: Type.Optional(Id), site: Type.Optional(Id), owner: Type.Optional(Id) },
  closed,
)

/** What one scope is to say from now on. */
export const ValuesWish = Type.Object(
  { scope: Scope, place: Type.Optional(Type.Union([Id, Type.Null()])), values: Values },
  closed,
)

/** One set-up on the wire. */
export const InstanceOnTheWire = Type.Object(
  {
    id: Id,
    name: Type.String(),
    values: MaskedValues,
    lost: Lost,
    version: Type.Integer(),
    updatedAt: Instant,
  },
  closed,
)

/** A set-up as somebody wishes it. */
export const InstanceWish = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 120 }), values: Values },
  closed,
)

/** `/:plugin` in an address. */
export const PluginParams = Type.Object({ plugin: Type.String({ minLength: 1, maxLength: 40 }) })

/** `/:plugin/instances/:id` in an address. */
export const InstanceParams = Type.Object({ plugin: Type.String({ minLength: 1, maxLength: 40 }), id: Id })
