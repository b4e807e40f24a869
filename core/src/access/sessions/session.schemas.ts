import { Type } from 'typebox'
import { GivenRole } from '../roles/role.schemas.ts'

/** What a browser sends to log in. */
export const LogInBody = Type.Object(
  {
    email: Type.String({ minLength: 3, maxLength: 254, description: 'As it was given to the administrator' }),
    password: Type.String({ minLength: 1, maxLength: 200, writeOnly: true }),
  },
  { additionalProperties: false },
)

/** Who is logged in, and what he may do. */
export const Me = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    kind: Type.Union([Type.Literal('user'), Type.Literal('key'), Type.Literal('system')]),
    name: Type.String(),
    email: Type.Union([Type.String(), Type.Null()], { description: 'Null for an API key' }),
    permissions: Type.Array(Type.String(), {
      description: 'Permission names; * alone stands for all of them',
    }),
    owners: Type.Union([Type.Array(Type.String({ format: 'uuid' })), Type.Null()], {
      description: 'The owners whose stock he sees; null is all of them',
    }),
    sites: Type.Union([Type.Array(Type.String({ format: 'uuid' })), Type.Null()], {
      description: 'The sites he sees; null is all of them',
    }),
    roles: Type.Array(GivenRole),
    viewer: Type.Union(
      [
        Type.Object(
          { id: Type.String({ format: 'uuid' }), name: Type.String() },
          { additionalProperties: false },
        ),
        Type.Null(),
      ],
      { description: 'Who looks with these eyes, where somebody does: nothing can be changed then' },
    ),
    device: Type.Union([Type.String({ format: 'uuid' }), Type.Null()], {
      description: 'The device of the floor that he works on',
    }),
    language: Type.Union([Type.String(), Type.Null()], {
      description: 'The language that he chose; null follows Accept-Language',
    }),
    languages: Type.Array(Type.String(), { description: 'Those that there are to choose from' }),
  },
  { additionalProperties: false },
)

/** A change of one's own password. */
export const PasswordBody = Type.Object(
  {
    current: Type.String({ minLength: 1, maxLength: 200, writeOnly: true }),
    password: Type.String({ maxLength: 200, writeOnly: true, description: 'At least 12 characters' }),
  },
  { additionalProperties: false },
)

/** The language that one chooses. */
export const LanguageBody = Type.Object(
  { language: Type.Union([Type.String({ maxLength: 10, description: 'Its tag: fr' }), Type.Null()]) },
  { additionalProperties: false },
)
