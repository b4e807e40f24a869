import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false }
const Text = Type.String({ maxLength: 20_000 })
const Instant = Type.String({ format: 'date-time' })
/** What extensions answer is nobody's business here. */
const Nothing = Type.Object({}, closed)

/** A passkey on the wire. */
export const PasskeyOnTheWire = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    name: Type.String(),
    createdAt: Instant,
    usedAt: Type.Union([Instant, Type.Null()]),
  },
  closed,
)
export type Passkey = Static<typeof PasskeyOnTheWire>

/** What people call a key. */
export const KeyName = Type.String({ minLength: 1, maxLength: 60 })

/** What a browser's `navigator.credentials.create` answers, as JSON. */
export const NewKeyResponse = Type.Object(
  {
    id: Text,
    rawId: Text,
    type: Type.Literal('public-key'),
    authenticatorAttachment: Type.Optional(Type.String({ maxLength: 40 })),
    clientExtensionResults: Nothing,
    response: Type.Object(
      {
        clientDataJSON: Text,
        attestationObject: Text,
        authenticatorData: Type.Optional(Text),
        publicKey: Type.Optional(Text),
        publicKeyAlgorithm: Type.Optional(Type.Integer()),
        transports: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 10 })),
      },
      closed,
    ),
  },
  closed,
)

/** What a browser's `navigator.credentials.get` answers, as JSON. */
export const KeyResponse = Type.Object(
  {
    id: Text,
    rawId: Text,
    type: Type.Literal('public-key'),
    authenticatorAttachment: Type.Optional(Type.String({ maxLength: 40 })),
    clientExtensionResults: Nothing,
    response: Type.Object(
      {
        clientDataJSON: Text,
        authenticatorData: Text,
        signature: Text,
        userHandle: Type.Optional(Text),
      },
      closed,
    ),
  },
  closed,
)

/** What a browser is to ask a key for, in the shape that WebAuthn gives it. */
export const KeyOptions = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  additionalProperties: true,
  description: 'PublicKeyCredentialCreationOptionsJSON or PublicKeyCredentialRequestOptionsJSON',
})
