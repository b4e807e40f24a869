import { refuse, type Transaction } from '@stowage/sdk'
import type { Design, LabelKind } from '../design/design.schemas.ts'

/** A template as labels are drawn by it. */
export interface Template extends Design {
  readonly id: string
  readonly name: string
  readonly kind: LabelKind
}

const COLUMNS = ['id', 'name', 'kind', 'width::float8', 'height::float8', 'elements']

/**
 * A template by its id, or the one that is taken for labels of a kind.
 * @throws `labels.template_unknown`, `labels.template_of_other_kind`, `labels.no_default`
 */
export async function findTemplate(
  trx: Transaction,
  kind: LabelKind,
  id: string | undefined,
): Promise<Template> {
  const templates = trx('labels.template').select(COLUMNS.map((column) => trx.raw(column)))
  const found: Template | undefined = await (id === undefined
    ? templates.where({ kind, is_default: true })
    : templates.where({ id })
  ).first()
  if (found === undefined && id === undefined) throw refuse('labels.no_default', { kind }, '/template')
  if (found === undefined) throw refuse('labels.template_unknown', { id }, '/template')
  if (found.kind !== kind) {
    const facts = { template: found.name, kind: found.kind, asked: kind }
    throw refuse('labels.template_of_other_kind', facts, '/template')
  }
  return found
}
