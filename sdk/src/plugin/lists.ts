import type { FastifyRequest } from 'fastify'
import type { Knex } from 'knex'
import type { TObject } from 'typebox'
import type { Transaction } from './actor.ts'

/**
 * What a field's values are; it decides how they are compared, bound and read. `texts` is a JSON array of
 * them.
 */
export type ListFieldType =
  | 'string'
  | 'number'
  | 'integer'
  | 'uuid'
  | 'boolean'
  | 'date'
  | 'date-time'
  | 'texts'
  | 'json'

/** How a value is asked for: `field=x` is `eq`, the others stand in brackets: `field[gte]=5`. */
export type ListOperator =
  | 'eq'
  | 'gte'
  | 'gt'
  | 'lte'
  | 'lt'
  | 'in'
  | 'contains'
  | 'startsWith'
  | 'has'
  | 'isNull'

/** One field of a list. Only what is declared here can be filtered or sorted by. */
export interface ListField {
  /** An SQL expression, written in the declaration and nowhere else: `i.sku`, `b.on_hand - b.allocated`. */
  readonly column: string
  readonly type: ListFieldType
  /** True for all operators of the type, or those that are meant. */
  readonly filter?: true | readonly ListOperator[]
  readonly sort?: true
  /** The name in the query, where it differs from the field's: the field `item.id` is asked for as `item`. */
  readonly parameter?: string
  /** For filters and order only; it does not stand in the rows. It may be null unless said otherwise. */
  readonly hidden?: { readonly nullable: boolean }
}

/** The checked values of a request's query, by the names on the wire. */
export type ListQuery = Readonly<Record<string, string | number | boolean | undefined>>

/** What a list is made of. All SQL in it is constant; values of a request are only ever bound. */
export interface ListDeclaration {
  /**
   * A table with its alias, or a function that makes the query's FROM, JOINs, WHEREs and GROUP BYs; the list
   * adds what is selected, filters, order and limit.
   */
  readonly from: string | ((trx: Transaction, query: ListQuery) => Knex.QueryBuilder)
  /** In the order of the CSV's columns. A name with dots (`item.sku`) makes nested objects. */
  readonly fields: Readonly<Record<string, ListField>>
  /** Such as `-at,sku`. */
  readonly defaultSort: string
  /**
   * The expressions that together name one row; the last words of every order. Where it is one, and a field
   * of the list, rows can be asked for by it: `id[in]`.
   */
  readonly key: string | readonly string[]
  /** The shape of a row on the wire. What may be null in it is taken to be nullable in SQL. */
  readonly row: TObject
  /** Expressions that `q` searches, each word in any of them. */
  readonly search?: readonly string[]
  /**
   * A function of SQL that finds rows for `q` by an index, where patterns would be held against row after
   * row:
   * `items.find_items(words text[], at_most integer) returns uuid[]`. It gives the keys (the first of
   * `key`) of
   * all rows that the actor may see and in which the words may stand, up to so many; null where it is of
   * no help.
   * `search` decides which of them are right.
   */
  readonly finder?: string
  /**
   * Where rows belong to owners: the owner's number as an expression, 0 for the house's, and the fields to
   * sort by for which
   * an index has this expression, the field and the key. Pages of whoever is bound to some owners
   * are then read from it, however many rows others have.
   */
  readonly byOwner?: { readonly column: string; readonly sorts: readonly string[] }
  /**
   * The audit's name of its rows, `items.item`, where plugins may keep fields on them. Its `key` begins with
   * their id.
   */
  readonly entity?: string
  /** Further query parameters, for `from` to read. */
  readonly parameters?: TObject
}

/** What `app.list()` takes beside the path. */
export interface ListRoute {
  readonly permission: string
  readonly list: ListDeclaration
  /** One line for the API's description. */
  readonly summary: string
  readonly description?: string
  /**
   * The list as this request is to have it, where its rows or its words stand in no table: with the same
   * fields and parameters.
   */
  listFor?(request: FastifyRequest): ListDeclaration | Promise<ListDeclaration>
}

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Adds a GET that answers with pages as JSON, or with all rows as CSV or XLSX: filters, order, keyset
     * cursors and a count by the list's declaration.
     * @throws Error for a mistake in the declaration, which stops the boot
     */
    list(path: string, route: ListRoute): void
  }
}
