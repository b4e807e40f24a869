import { Type } from 'typebox'

const Id = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** A job on the wire. */
export const JobOnTheWire = Type.Object(
  {
    id: Id,
    name: Type.String(),
    plugin: Type.String(),
    state: Type.Union(
      ['waiting', 'running', 'dead', 'done', 'dropped'].map((state) => Type.Literal(state)),
      { description: 'dead: it failed as often as it may, and waits for retry or drop' },
    ),
    subjectKind: nullable(Type.String()),
    subject: nullable(Id),
    attempt: Type.Integer(),
    maxAttempts: nullable(Type.Integer({ description: 'Null once it has ended' })),
    runAt: nullable(Type.String({ format: 'date-time', description: 'Not before; null once it has ended' })),
    createdAt: Instant,
    startedAt: nullable(Instant),
    done: nullable(Type.Integer({ description: 'How far it has come, of the total' })),
    total: nullable(Type.Integer()),
    note: nullable(Type.String()),
    toldAt: nullable(Instant),
    lastError: nullable(Type.String()),
    failedAt: nullable(Instant),
    endedAt: nullable(Instant),
  },
  { additionalProperties: false },
)

/** `POST /api/v1/host/jobs/:id/drop` */
export const DropWish = Type.Object(
  { reason: Type.String({ minLength: 3, maxLength: 500, description: 'Why; it stands in the audit' }) },
  { additionalProperties: false },
)
