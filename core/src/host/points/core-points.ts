import { type PointDeclaration, point, strategyPoint } from '@stowage/sdk'
import { Type } from 'typebox'
import { allocationFacts } from './allocation-facts.ts'
import { FUNCTION } from './point-registry.ts'

const closed = { additionalProperties: false }
const Title = Type.String({ minLength: 1, maxLength: 200 })
const Word = Type.String({ pattern: '^[a-z]+(_[a-z]+)*$', maxLength: 64 })
const Name = Type.String({ pattern: '^[a-z][a-z0-9_.-]{0,63}$' })
const Id = Type.String({ format: 'uuid' })
const DottedName = Type.String({ pattern: '^[a-z][a-z0-9-]*(\\.[a-z][a-z0-9_]*)+$', maxLength: 80 })
const Callable = Type.Unknown({ [FUNCTION]: true })
const OrNull = Type.Union([Id, Type.Null()])

/** What core opens to plugins. */
export const corePoints: Readonly<Record<string, PointDeclaration>> = {
  'ledger.allocate': strategyPoint('Which balances stock is kept on for a demand, in which order', {
    request: Type.Object(
      {
        item: Id,
        owner: Type.Integer({ description: 'The owner’s number' }),
        quantity: Type.Number({ description: 'Base units' }),
        candidates: Type.Array(
          Type.Object(
            {
              bucket: Type.Integer(),
              location: Id,
              lot: OrNull,
              handlingUnit: OrNull,
              status: Type.String(),
            },
            closed,
          ),
        ),
      },
      closed,
    ),
    choice: Type.Array(Type.Integer(), {
      description: 'Buckets among the candidates, the first to be taken first',
    }),
    facts: allocationFacts,
  }),
  'location.kind': point(
    'Kinds of places, with what stock may do there',
    Type.Object(
      {
        name: Word,
        title: Title,
        balanced: Type.Boolean(),
        allocatable: Type.Boolean(),
        counted: Type.Boolean(),
      },
      closed,
    ),
  ),
  'stock.status': point(
    'Stock statuses, with what may be done with such stock',
    Type.Object(
      {
        name: Name,
        title: Title,
        allocatable: Type.Boolean(),
        countable: Type.Boolean(),
        sellable: Type.Boolean(),
        billable: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
  ),
  'movement.kind': point(
    'Kinds of movements, and whether one needs a reason',
    Type.Object({ name: Word, title: Title, requiresReason: Type.Boolean() }, closed),
  ),
  'health.check': point(
    'Looks at how something does, for the page of health',
    Type.Object(
      {
        name: Type.String({ pattern: '^[a-z][a-z0-9-]*(\\.[a-z][a-z0-9_]*)+$', maxLength: 80 }),
        title: Title,
        mend: Type.Optional(Type.String({ pattern: '^/', maxLength: 200 })),
        look: Callable,
      },
      closed,
    ),
  ),
  reason: point('Reasons for changing stock by hand', Type.Object({ code: Name, title: Title }, closed)),
  search: point(
    'Lists that one search of everything looks through',
    Type.Object(
      {
        name: Name,
        title: Title,
        permission: Type.String(),
        list: Type.Object({}, { description: 'With a "search", and rows that have an id' }),
        label: Type.String(),
        detail: Type.Optional(Type.String()),
        to: Type.Optional(Type.String({ pattern: '^/', maxLength: 200 })),
      },
      closed,
    ),
  ),
  'scan.resolver': point(
    'Readers of codes that no list has as they are',
    Type.Object({ name: DottedName, title: Title, permission: Type.String(), find: Callable }, closed),
  ),
  'log-in.step': point(
    'What may be asked of people who have shown who they are, before they are in',
    Type.Object({ name: DottedName, title: Title, isAsked: Type.Unknown() }, closed),
  ),
  'desk.waiting': point(
    'Work that waits for somebody: in the bell, on the first screen and beside the menu',
    Type.Object(
      {
        name: DottedName,
        title: Title,
        permission: Type.String(),
        to: Type.String({ pattern: '^/', maxLength: 200 }),
        verb: Title,
        look: Callable,
      },
      closed,
    ),
  ),
  'dashboard.tile': point(
    'What the first screen shows',
    Type.Object(
      {
        name: DottedName,
        title: Title,
        description: Type.Optional(Title),
        permission: Type.String(),
        shape: Type.Union(['strip', 'parts', 'bars', 'rows'].map((shape) => Type.Literal(shape))),
        series: Type.Optional(
          Type.Array(
            Type.Object(
              {
                name: Name,
                title: Title,
                description: Type.Optional(Title),
                to: Type.Optional(Type.String({ pattern: '^/', maxLength: 200 })),
                tone: Type.Optional(Type.String()),
              },
              closed,
            ),
          ),
        ),
        to: Type.Optional(Type.String({ pattern: '^/', maxLength: 200 })),
        read: Callable,
      },
      closed,
    ),
  ),
  import: point(
    'What rows of a file can become',
    Type.Object(
      {
        name: Name,
        title: Title,
        permission: Type.String(),
        row: Type.Object({}, { description: 'A schema, each member with a title' }),
        entity: Type.Optional(Type.String()),
        keyOf: Type.Optional(Callable),
        write: Type.Optional(Callable),
        post: Type.Optional(Callable),
        undo: Type.Optional(Callable),
      },
      closed,
    ),
  ),
  'number.series': point(
    'Series of document numbers without a gap',
    Type.Object(
      {
        name: Type.String({ pattern: '^[a-z][a-z0-9-]*(\\.[a-z][a-z0-9_]*)+$', maxLength: 80 }),
        title: Title,
        prefix: Type.Optional(Type.String({ maxLength: 40, pattern: '^([^{}]|\\{year\\})*$' })),
        padding: Type.Optional(Type.Integer({ minimum: 1, maximum: 15 })),
        perYear: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
  ),
}
