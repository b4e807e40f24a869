import {
  DomainError,
  type ImportBatch,
  type ImportOutcome,
  type ImportRow,
  type Transaction,
} from '@stowage/sdk'
import { changeRows } from '../../audit/change-rows.ts'
import type { Author } from '../../audit/record-change.ts'
import type { VersionedRow } from '../../audit/versioned-row.ts'
import { expectChangedFields, expectNewFields } from './plugin-fields.ts'
import { pointedAtRow } from './pointed-at-row.ts'
import { refusedBy } from './refused-by.ts'

type Said = Readonly<Record<string, unknown>>

/** A row of a file with the row of the database that it names, or the id of the one that it makes. */
export interface RowPlan<Values, Row extends VersionedRow> {
  readonly row: ImportRow<Values>
  readonly standing: Row | undefined
  readonly id: string
}

/** How the rows of one kind are judged and written. */
export interface RowWriting<Plan, Made, Row extends VersionedRow> {
  /** `items.item`: the table, and the audit's name of its rows. */
  readonly entity: string
  readonly author: Author
  /** In the order of the batch. */
  readonly plans: readonly Plan[]
  /**
   * What a new row comes to; nothing where a dry run cannot make it, because it stands in one that it did not
   * make either.
   * @throws DomainError that points to the column
   */
  made(plan: Plan): Made | undefined
  /** What a standing row is to say. @throws DomainError that points to the column */
  patch(plan: Plan): Partial<Row>
  /** Makes them, all or none. @throws DomainError that points to one of them: `/3/gtin` */
  create(made: readonly Made[]): Promise<unknown>
  /** Whose row a standing one is, by number, where such rows have owners. */
  ownerOf?(row: Row): number | null
}

/**
 * Writes a batch of rows in a handful of statements: each is judged by itself, those that stand are changed
 * in one statement, the others made in another, and what plugins keep of them goes along.
 * @returns for each row its outcome, in the same order
 */
export async function writeRows<
  Values extends Said,
  Made,
  Row extends VersionedRow,
  Plan extends RowPlan<Values, Row>,
>(
  trx: Transaction,
  batch: ImportBatch<Values>,
  writing: RowWriting<Plan, Made, Row>,
): Promise<readonly ImportOutcome[]> {
  const { plans, entity, author } = writing
  const outcomes = new Map<Plan, ImportOutcome>()
  const fresh: { plan: Plan; made: Made }[] = []
  const changing: { plan: Plan; patch: Partial<Row> }[] = []
  for (const plan of plans) {
    try {
      if (plan.standing !== undefined) {
        changing.push({ plan, patch: writing.patch(plan) })
        continue
      }
      const problems = batch.missingForNew(plan.row)
      const made = problems.length > 0 ? undefined : writing.made(plan)
      if (made !== undefined) fresh.push({ plan, made })
      outcomes.set(plan, problems.length > 0 ? { status: 'refused', problems } : { status: 'created' })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      outcomes.set(plan, refusedBy(error))
    }
  }
  if (fresh.length > 0) {
    const rows = fresh.map(({ plan }) => plan)
    expectNewFields(trx, batch, { entity, rows })
    const of = rows.map(({ row }) => row)
    await writing.create(fresh.map(({ made }) => made)).catch((error) => {
      throw pointedAtRow(error, of, batch.rows)
    })
  }
  const changed = await changeAll(trx, batch, { entity, author, changing, ownerOf: writing.ownerOf })
  for (const { plan } of changing)
    outcomes.set(plan, { status: changed.has(plan.id) ? 'updated' : 'unchanged' })
  return plans.map((plan) => outcomes.get(plan)!)
}

interface Changing<Plan, Row extends VersionedRow> {
  readonly entity: string
  readonly author: Author
  readonly changing: readonly { readonly plan: Plan; readonly patch: Partial<Row> }[]
  readonly ownerOf: ((row: Row) => number | null) | undefined
}

async function changeAll<Values extends Said, Row extends VersionedRow, Plan extends RowPlan<Values, Row>>(
  trx: Transaction,
  batch: ImportBatch<Values>,
  { entity, author, changing, ownerOf }: Changing<Plan, Row>,
): Promise<ReadonlySet<string>> {
  if (changing.length === 0) return new Set()
  await expectChangedFields(trx, batch, { entity, rows: changing.map(({ plan }) => plan) })
  const patches = changing.map(({ plan: { standing: row }, patch }) => ({
    row: row!,
    patch,
    owner: ownerOf?.(row!) ?? null,
  }))
  return changeRows<Row>(trx, author, { entity, patches })
}
