import type { ListDeclaration } from '@stowage/sdk'

export type {
  ListDeclaration,
  ListField,
  ListFieldType,
  ListOperator,
  ListQuery,
} from '@stowage/sdk'

/** One page on the wire. */
export interface ListPage {
  readonly data: readonly object[]
  readonly nextCursor: string | null
  readonly total?: number
}

/** A list whose columns themselves differ by what its reader may see: the audit's. */
export interface ConcealingList extends ListDeclaration {
  readonly concealed: {
    readonly permissions: readonly string[]
    /** What is otherwise for whoever lacks these. */
    without(missing: ReadonlySet<string>): Partial<ListDeclaration>
  }
}
