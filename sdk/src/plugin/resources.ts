import type { TObject } from 'typebox'
import type { Actor, Transaction } from './actor.ts'
import type { AdminMenuEntry } from './admin.ts'
import type { Services } from './declaration.ts'

/**
 * The keyword by which a member's schema names the permission that it takes to see it and to say it. Whoever
 * lacks it finds the member in no answer, list, file, screen or audit, and is refused where he writes it,
 * filters or sorts by it. A resource's member has to be optional for that.
 * @example cost: Type.Optional(Type.Number({ title: 'Cost', 'x-permission': 'valuation.cost.see' }))
 * @since 0.1.0
 */
export const PERMISSION = 'x-permission'

/** What a resource's own rule gets to judge a write by. */
export interface ResourceWrite<Values = Readonly<Record<string, unknown>>> {
  /** The row as it would stand: for a change, what was there with what is changed. */
  readonly values: Values
  /** The row as it stands; null where it is new. */
  readonly before: Values | null
  readonly actor: Actor
  readonly trx: Transaction
  readonly services: Services
}

/**
 * Rows of a plugin's own table that people list, read, write and remove. From this the host makes the routes
 * (`GET`, `POST`, `PATCH`, `DELETE` at its path, with filters, order, keyset pages, CSV, `If-Match` and the
 * audit) and their description, and the admin its screens.
 *
 * The table has `id uuid primary key`, `version integer not null default 1`, `created_at` and `updated_at
 * timestamptz not null default now()`, and a column in snake_case for each member. Where its `rows` name an
 * owner's column, the resource has a member `owner`: an owner's id, null for the house's own.
 * @since 0.1.0
 * @example
 * resources: {
 *   reorder_point: {
 *     title: 'Reorder point', titlePlural: 'Reorder points', path: '/reorder-points',
 *     members: Type.Object({ item: Reference('items'), minimum: Type.Number({ minimum: 0 }) }),
 *     permissions: { read: 'inventory.reorder_point.read', write: 'inventory.reorder_point.write' },
 *   },
 * }
 */
export interface ResourceDeclaration {
  /** `Reorder point`, `Reorder points`: what screens and refusals call it. */
  readonly title: string
  readonly titlePlural: string
  /** Under `/api/v1/<plugin>`; the empty text is its root. */
  readonly path: string
  /**
   * What a row holds, beside id, version and both instants, each member with a title. Optional ones may be
   * null.
   */
  readonly members: TObject
  /** Members that stay as they were when the row was created. */
  readonly fixed?: readonly string[]
  readonly permissions: { readonly read: string; readonly write: string }
  /** The order unless somebody asks for another: `name`, `-createdAt`. */
  readonly sort?: string
  /** Members that the list can be put in order by, beside both instants; each wants an index. */
  readonly sortable?: readonly string[]
  /** Members that the list can be filtered by; references always can. Each wants an index. */
  readonly filterable?: readonly string[]
  /** Members whose text `q` looks through. */
  readonly search?: readonly string[]
  /**
   * The error to answer with, for each unique constraint that can be in the way; its facts are the row's
   * members.
   */
  readonly taken?: Readonly<Record<string, string>>
  /** Where its screens stand in the menu. */
  readonly menu?: AdminMenuEntry
  /** Whether rows may be removed. */
  readonly removable?: true
  /**
   * Judges a write before it is done, in its transaction. It judges by the whole row; what its refusal tells
   * of members that the writer may not see is withheld from him, as long as they stand in it as they are.
   * @throws DomainError by `refuse(…)` where it may not be
   */
  check?(write: ResourceWrite): Promise<void> | void
}
