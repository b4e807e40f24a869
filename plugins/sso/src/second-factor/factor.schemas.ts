import { Type } from 'typebox'

const closed = { additionalProperties: false }
const Instant = Type.String({ format: 'date-time' })

/** How somebody stands with his second factor. */
export const FactorOnTheWire = Type.Object(
  {
    isSetUp: Type.Boolean(),
    setUpAt: Type.Union([Instant, Type.Null()]),
    recoveryCodesLeft: Type.Integer(),
    isRequired: Type.Boolean({ description: 'A role of his asks for one' }),
    hasPassword: Type.Boolean({ description: 'Whether his password is asked before it is changed' }),
  },
  closed,
)

/** What proves that it is he who changes it. */
export const SetUpWish = Type.Object(
  {
    password: Type.Optional(
      Type.String({ maxLength: 200, writeOnly: true, description: 'His, where he has one' }),
    ),
    answer: Type.Optional(
      Type.String({
        maxLength: 100,
        writeOnly: true,
        description: 'A code of the app that counts now, or a recovery code, where one is set up',
      }),
    ),
  },
  closed,
)

/** What an app is told. */
export const SecretOnTheWire = Type.Object(
  {
    secret: Type.String({ description: 'Base 32, to be typed where no camera is' }),
    uri: Type.String({ description: 'otpauth://…, to be shown as a QR code' }),
  },
  closed,
)

/** A code of the app, which proves that it has the secret. */
export const CodeBody = Type.Object(
  { code: Type.String({ minLength: 1, maxLength: 20, writeOnly: true }) },
  closed,
)

/** A code of the app, or one from paper. */
export const AnswerBody = Type.Object(
  {
    answer: Type.String({
      minLength: 1,
      maxLength: 100,
      writeOnly: true,
      description: 'A code of the app, or a recovery code',
    }),
  },
  closed,
)

/** Codes that are shown this once. */
export const RecoveryCodes = Type.Object({ recoveryCodes: Type.Array(Type.String()) }, closed)
