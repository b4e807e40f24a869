import { type Static, type TSchema, Type } from 'typebox'
import { LabelKind } from '../design/design.schemas.ts'
import { Selection } from '../things/select-things.ts'

const strict = { additionalProperties: false }
const Id = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })
const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** How often each label is printed. */
const Copies = Type.Integer({ minimum: 1, maximum: 100, default: 1, description: 'Of each label' })
const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S', description: 'Why it is printed' })

/** The package that items and lots are labelled in. */
export const Level = Type.String({
  minLength: 1,
  maxLength: 60,
  description: 'Items and lots in one of their packages, by its name: case; its GTIN stands on the label',
})

/** What somebody wants printed. */
export const PrintWish = Type.Object(
  {
    id: Type.Optional(
      Type.String({ format: 'uuid', description: 'A UUID of your own: sent twice, it is printed once' }),
    ),
    kind: LabelKind,
    ...Selection.properties,
    template: Type.Optional(
      Type.String({ format: 'uuid', description: 'The one that is taken for this kind unless said' }),
    ),
    printer: Type.Optional(Type.String({ format: 'uuid', description: 'The browser unless said' })),
    level: Type.Optional(Level),
    copies: Type.Optional(Copies),
    reason: Type.Optional(Reason),
  },
  strict,
)
export type PrintWish = Static<typeof PrintWish>

/** A job that is printed once more. */
export const ReprintWish = Type.Object(
  {
    id: Type.Optional(
      Type.String({ format: 'uuid', description: 'A UUID of your own, as for a first print' }),
    ),
    reason: Reason,
    printer: Type.Optional(
      Type.String({ format: 'uuid', description: 'Another printer of the same language and resolution' }),
    ),
  },
  strict,
)
export type ReprintWish = Static<typeof ReprintWish>

/** Something that is to be said of a label. */
export const NoticeOnTheWire = Type.Object(
  {
    code: Type.String(),
    message: Type.String(),
    isMended: Type.Boolean({ description: 'It is printed all the same' }),
  },
  strict,
)

const jobMembers = {
  id: Id,
  number: Type.Integer({ title: 'Number', description: 'The order in which a printer gets them' }),
  printer: Type.Object({ id: Id, name: Type.String({ title: 'Printer' }) }, strict),
  template: Type.String({ title: 'Template' }),
  kind: LabelKind,
  language: Type.Enum(['zpl', 'pdf']),
  labels: Type.Integer({ title: 'Labels' }),
  copies: Type.Integer({ title: 'Copies' }),
  state: Type.Enum(['waiting', 'printing', 'printed', 'failed', 'cancelled'], { title: 'State' }),
  attempts: Type.Integer({ title: 'Attempts' }),
  notBefore: Instant,
  problem: nullable(
    Type.Object(
      { code: Type.String(), message: Type.String(), facts: Type.Record(Type.String(), Type.Unknown()) },
      { ...strict, description: 'Why the last attempt failed' },
    ),
  ),
  who: Type.String({ title: 'Who' }),
  reason: nullable(Type.String({ title: 'Why' })),
  reprintOf: nullable(Id),
  endedBy: nullable(Type.String({ description: 'Who gave it up' })),
  endedAt: nullable(Instant),
  createdAt: Instant,
  isKept: Type.Boolean({ description: 'Its content is there still, so that it can be printed again' }),
  first: Type.String({ description: 'Of what its first label is' }),
}

/** A job of a printer, in the queue or in the log. */
export const PrintJob = Type.Object(jobMembers, strict)
export type PrintJob = Static<typeof PrintJob>

/** A job with all that its labels are of. */
export const PrintJobDetail = Type.Object(
  {
    ...jobMembers,
    things: Type.Array(Type.Object({ id: Id, code: Type.String(), title: Type.String() }, strict), {
      maxItems: 500,
    }),
  },
  strict,
)
export type PrintJobDetail = Static<typeof PrintJobDetail>

/** What is done with many jobs at once. */
export const PrintJobAct = Type.Object({ act: Type.Enum(['retry', 'cancel']) }, strict)

/** What came of a wish. */
export const PrintAnswer = Type.Object(
  {
    jobs: Type.Array(PrintJobDetail, { description: 'One, or one for each run of labels of one owner' }),
    notices: Type.Array(NoticeOnTheWire, { maxItems: 100 }),
  },
  strict,
)
