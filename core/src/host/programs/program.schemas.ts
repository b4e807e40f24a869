import { Type } from 'typebox'
import { Owners, Sites } from '../../access/wire-types.ts'

/** What a program takes part by, the only time that it is shown. */
export const CredentialsOnTheWire = Type.Object(
  {
    key: Type.String({ description: 'The program sends it as Authorization: Bearer …' }),
    signingSecret: Type.String({
      description: 'What is told to the program is signed with it, by the convention of Standard Webhooks',
    }),
  },
  { additionalProperties: false },
)

/** A program, as it is told of itself. */
export const ProgramItself = Type.Object(
  {
    name: Type.String(),
    version: Type.String({ description: 'Of its stowage.plugin.json' }),
    settings: Type.Record(Type.String(), Type.Unknown(), {
      description: 'What counts for the organisation, by the names in its stowage.plugin.json',
    }),
  },
  { additionalProperties: false },
)

/**
 * For whose stock and at which sites a program is to have its key; left out, as it had it before, or for
 * all.
 */
export const ProgramScope = Type.Union(
  [
    Type.Object(
      { owners: Type.Optional(Owners), sites: Type.Optional(Sites) },
      { additionalProperties: false },
    ),
    Type.Null(),
  ],
  {
    description:
      'Of a program that runs by itself: whose stock, and stock at which sites, its key and its events are about',
  },
)

/** The program that an address names. */
export const ProgramName = Type.Object({ name: Type.String({ minLength: 1, maxLength: 40 }) })
