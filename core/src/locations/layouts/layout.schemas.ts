import { type Static, Type } from 'typebox'
import { ClientId, Id } from '../../access/wire-types.ts'

const Metres = (minimum: number, description: string) =>
  Type.Number({ minimum, maximum: 10_000, description })
const Start = Type.Union(
  [Type.Integer({ minimum: 0, maximum: 999_999 }), Type.String({ pattern: '^[A-Z]{1,3}$' })],
  {
    description:
      'The first one: a number counts in numbers (1, 2, 3), letters in letters (A, B … Z, AA); 1 unless said',
  },
)
const part = {
  count: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 50_000,
      description: 'Not needed where the code has a range for it',
    }),
  ),
  start: Type.Optional(Start),
  step: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1_000, description: 'From one to the next; 1 unless said' }),
  ),
}
const Template = Type.String({ minLength: 1, maxLength: 120 })

/**
 * How a building is laid out: aisles side by side along x, bays along y into each aisle, levels upwards along
 * z, positions side by side in each bay.
 */
export const LayoutPattern = Type.Object(
  {
    code: Type.String({
      minLength: 1,
      maxLength: 120,
      description:
        'The codes’ template with {aisle}, {bay}, {level}, {position}, {side} (L or R); {bay:02} fills ' +
        'numbers up with zeros to two digits. {aisle}-{bay:02}-{level:02} makes A-01-02. Or with ranges, ' +
        'which then count: A-[01-20]-[01-30]-[1-4] is 20 aisles of 30 bays of 4 levels',
    }),
    areaCode: Type.Optional(
      Type.Union([Template, Type.Null()], {
        description:
          'The template of an area per aisle, which its places stand in; without it there are no areas',
      }),
    ),
    kind: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: 'bin unless said' })),
    checkDigits: Type.Optional(
      Type.Integer({
        minimum: 2,
        maximum: 4,
        description:
          'How many digits each place gets for an operator to read out; no two places of a bay have the ' +
          'same. Without it they get none',
      }),
    ),
    aisles: Type.Optional(
      Type.Object(
        {
          ...part,
          pitch: Type.Optional(Metres(0, 'From one aisle to the next')),
          depth: Type.Optional(Metres(0, 'Of the racks: how far a place reaches back from its front')),
          width: Type.Optional(Metres(0, 'From the left face of an aisle to the right one')),
          sides: Type.Optional(
            Type.Union([Type.Literal(1), Type.Literal(2)], { description: 'Faces with bays; 1 unless said' }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
    bays: Type.Optional(
      Type.Object(
        {
          ...part,
          width: Type.Optional(Metres(0, 'Of one bay')),
          numbering: Type.Optional(
            Type.Union([Type.Literal('odd-even'), Type.Literal('through')], {
              description:
                'With two sides: odd-even counts across the aisle (left 1, 3, 5, right 2, 4, 6), the ' +
                'default; through counts the left side to its end and goes on at the right',
            }),
          ),
        },
        { additionalProperties: false, description: 'Counted on each side' },
      ),
    ),
    levels: Type.Optional(
      Type.Object(
        { ...part, height: Type.Optional(Metres(0, 'Of one level')) },
        { additionalProperties: false },
      ),
    ),
    positions: Type.Optional(Type.Object(part, { additionalProperties: false })),
    origin: Type.Optional(
      Type.Object(
        {
          x: Type.Number({ minimum: -100_000, maximum: 100_000 }),
          y: Type.Number({ minimum: -100_000, maximum: 100_000 }),
          z: Type.Number({ minimum: -100_000, maximum: 100_000 }),
        },
        {
          additionalProperties: false,
          description: 'The near end of the first aisle’s left face, on the floor',
        },
      ),
    ),
  },
  { additionalProperties: false },
)
export type LayoutPattern = Static<typeof LayoutPattern>

/** What a client sends to lay out a building, or to see what it would be. */
export const LayoutWish = Type.Object(
  {
    id: ClientId,
    site: Id,
    parent: Type.Optional(Type.Union([Id, Type.Null()], { description: 'The site’s root unless said' })),
    pattern: LayoutPattern,
    dryRun: Type.Optional(
      Type.Boolean({ description: 'Only tell what would be made, and what is in the way' }),
    ),
  },
  { additionalProperties: false },
)
export type LayoutWish = Static<typeof LayoutWish>

/** What was laid out, or would be. */
export const LayoutAnswer = Type.Object(
  {
    id: Id,
    dryRun: Type.Boolean(),
    count: Type.Integer({ description: 'Places, without the areas' }),
    areas: Type.Integer(),
    first: Type.Array(Type.String(), { description: 'The first codes' }),
    last: Type.Array(Type.String(), { description: 'The last codes' }),
    collisions: Type.Object(
      { count: Type.Integer(), codes: Type.Array(Type.String(), { description: 'The first ten' }) },
      {
        additionalProperties: false,
        description: 'Codes that are taken in this site; any of them refuses the layout',
      },
    ),
    ground: Type.Optional(
      Type.Array(
        Type.Object(
          {
            code: Type.String(),
            x: Type.Number(),
            y: Type.Number(),
            sizeX: Type.Union([Type.Number(), Type.Null()]),
            sizeY: Type.Union([Type.Number(), Type.Null()]),
          },
          { additionalProperties: false },
        ),
        { description: 'Of a dry run: the lowest places as they would stand on the floor, the first 5,000' },
      ),
    ),
  },
  { additionalProperties: false },
)
export type LayoutAnswer = Static<typeof LayoutAnswer>
