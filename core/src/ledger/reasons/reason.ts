import { refuse, type Transaction } from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import type { Author } from '../../audit/record-change.ts'
import { type Created, changeRow, createRow, VersionedRow } from '../../audit/versioned-row.ts'

/** Why stock was changed by hand. */
export class Reason extends VersionedRow {
  static override tableName = 'ledger.reason'
  declare code: string
  declare title: string
  declare isActive: boolean
  declare plugin: string
}

const Title = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })

/** A reason on the wire. */
export const ReasonOnTheWire = Type.Object({
  id: Type.String({ format: 'uuid' }),
  code: Type.String({ description: 'What movements carry; it never changes' }),
  title: Type.String(),
  isActive: Type.Boolean({ description: 'Whether new movements may name it' }),
  plugin: Type.String({ description: 'Who added it' }),
  version: Type.Integer(),
  createdAt: Type.String({ format: 'date-time' }),
  updatedAt: Type.String({ format: 'date-time' }),
})

/** A reason as somebody wishes it. */
export const NewReason = Type.Object(
  {
    id: Type.Optional(Type.String({ format: 'uuid', description: 'A UUIDv7 of your own' })),
    code: Type.String({ pattern: '^[a-z][a-z0-9_.-]{0,63}$' }),
    title: Title,
  },
  { additionalProperties: false },
)

/** What may be changed about a reason. */
export const ReasonPatch = Type.Object(
  { title: Type.Optional(Title), isActive: Type.Optional(Type.Boolean()) },
  { additionalProperties: false, minProperties: 1 },
)

/** @throws DomainError `http.row_not_found` */
export async function getReason(trx: Transaction, id: string): Promise<Reason> {
  const row = await Reason.query(trx).findOne({ id })
  if (row === undefined) throw refuse('http.row_not_found', { what: 'reason', id })
  return row
}

/** @throws DomainError `ledger.reason_taken` */
export function createReason(
  trx: Transaction,
  author: Author,
  values: Static<typeof NewReason>,
): Promise<Created<Reason>> {
  const taken = { reason_code_key: () => refuse('ledger.reason_taken', { code: values.code }, '/code') }
  return createRow(trx, author, { model: Reason, entity: 'ledger.reason', values, taken })
}

/** @throws DomainError `http.row_not_found`, or a 412 when it was changed in the meantime */
export async function changeReason(
  trx: Transaction,
  author: Author,
  { id, version, patch }: { id: string; version: number; patch: Static<typeof ReasonPatch> },
): Promise<Reason> {
  const row = await getReason(trx, id)
  return changeRow(trx, author, { model: Reason, entity: 'ledger.reason', row, version, patch })
}
