import { OneOf, Reference } from '@stowage/sdk'
import { type Static, Type } from 'typebox'

const strict = { additionalProperties: false }
const Id = Type.String({ format: 'uuid' })
const Instant = (title: string) => Type.String({ format: 'date-time', title })
const orNull = <T extends Type.TSchema>(schema: T, options: { title?: string; description?: string } = {}) =>
  Type.Union([schema, Type.Null()], options)

const Name = Type.String({ title: 'Name', minLength: 1, maxLength: 120 })
const Url = Type.String({
  title: 'Address',
  description: 'https://…, to a public address; others once an administrator has allowed the host',
  format: 'uri',
  minLength: 8,
  maxLength: 2_000,
})
const Events = Type.Array(OneOf('/webhooks/events', { maxLength: 120 }), {
  title: 'Events',
  description: 'Names such as ledger.movement.posted@1; none means all',
  maxItems: 200,
  uniqueItems: true,
})
const Notify = Type.String({
  title: 'Mail when it is switched off',
  description: 'Who is told when it has failed for long',
  format: 'email',
  maxLength: 254,
})
const IsOn = Type.Boolean({ title: 'On' })

/** An endpoint on the wire. */
export const Endpoint = Type.Object(
  {
    id: Id,
    name: Name,
    url: Url,
    owner: orNull(Reference('owners', { title: 'Owner' }), {
      description: 'Whose events it is told of; null is all owners’',
    }),
    events: Events,
    notify: orNull(Notify),
    isOn: IsOn,
    switchedOffAt: orNull(Instant('Switched off')),
    switchedOffBecause: orNull(Type.Union(['person', 'failing', 'gone'].map((word) => Type.Literal(word))), {
      title: 'Switched off because',
    }),
    failingSince: orNull(Instant('Failing since')),
    pending: Type.Integer({ title: 'Waiting', description: 'Counted up to 10,000' }),
    dead: Type.Integer({ title: 'Dead letters', description: 'Counted up to 10,000' }),
    formerSecretUntil: orNull(Instant('Former secret signs until')),
    version: Type.Integer(),
    createdAt: Instant('Created'),
    updatedAt: Instant('Changed'),
  },
  strict,
)
export type Endpoint = Static<typeof Endpoint>

/** An endpoint with its secret, as it is made. */
export const MadeEndpoint = Type.Object(
  {
    ...Endpoint.properties,
    secret: Type.String({ description: 'What its messages are signed with: whsec_ and base64' }),
  },
  strict,
)

/** An endpoint that somebody wants. */
export const NewEndpoint = Type.Object(
  {
    name: Name,
    url: Url,
    owner: Type.Optional(
      orNull(Reference('owners', { title: 'Owner' }), {
        title: 'Owner',
        description: 'Whose events it is told of; left out, all owners’, or your own',
      }),
    ),
    events: Type.Optional(Events),
    notify: Type.Optional(orNull(Notify, { title: 'Mail when it is switched off' })),
  },
  strict,
)
export type NewEndpoint = Static<typeof NewEndpoint>

/** What may be changed of it. */
export const EndpointPatch = Type.Object(
  {
    name: Type.Optional(Name),
    url: Type.Optional(Url),
    events: Type.Optional(Events),
    notify: Type.Optional(orNull(Notify, { title: 'Mail when it is switched off' })),
    isOn: Type.Optional(IsOn),
  },
  { ...strict, minProperties: 1 },
)
export type EndpointPatch = Static<typeof EndpointPatch>

/** `POST /endpoints/:id/rotate` */
export const Rotation = Type.Object(
  {
    overlapHours: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 720,
        default: 24,
        description: 'For so long the former secret signs as well; 0 ends it at once',
      }),
    ),
  },
  strict,
)

/** The secret as it counts. */
export const ShownSecret = Type.Object(
  {
    secret: Type.String(),
    formerSecretUntil: orNull(Type.String({ format: 'date-time' })),
  },
  strict,
)

/** What came of a test. */
export const Tested = Type.Object(
  {
    id: Type.String({ description: 'The webhook-id that was sent' }),
    isAcknowledged: Type.Boolean(),
    status: orNull(Type.Integer()),
    failure: orNull(Type.String(), {
      description: 'status, redirect, gone, timeout, unreachable, refused or too_large',
    }),
    tookMs: Type.Integer(),
    answer: orNull(Type.String()),
  },
  strict,
)
