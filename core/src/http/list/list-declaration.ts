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
