import type { Transaction } from '@stowage/sdk'
import type { ListDeclaration, ListQuery } from './list-declaration.ts'
import { literalInLike } from './list-filter.ts'
import { type Condition, escaped } from './list-order.ts'

const MAX_WORDS = 6
/**
 * Where more rows than these have the words, a page of them is soon found along the list's own order: both
 * ways cost about the same at a thousand of fifty thousand rows.
 */
const FEW = 1_000

/** What `q` asks for: each of its words has to stand in one of the list's expressions. */
export interface ListSearch {
  readonly conditions: readonly Condition[]
  /** Whether the rows are few, and named. */
  readonly isNarrow: boolean
}

const NO_SEARCH: ListSearch = { conditions: [], isNarrow: false }

/** Reads `q`, and has the list's finder look by its index for the rows in which the words may stand. */
export async function readSearch(
  trx: Transaction,
  { search, finder, key }: ListDeclaration,
  { q }: ListQuery,
): Promise<ListSearch> {
  if (search === undefined || typeof q !== 'string' || q.trim() === '') return NO_SEARCH
  const words = q.trim().split(/\s+/).slice(0, MAX_WORDS)
  const condition = searchCondition(search, words)
  const keys = finder === undefined ? null : await findKeys(trx, finder, words)
  if (keys === null) return { conditions: [condition], isNarrow: false }
  if (keys.length > FEW) return { conditions: [asLikely(condition)], isNarrow: false }
  const named = { sql: `${escaped([key].flat()[0]!)} = any (?::uuid[])`, bindings: [keys] }
  return { conditions: [named, condition], isNarrow: true }
}

/** @returns null where the index is of no help */
async function findKeys(
  trx: Transaction,
  finder: string,
  words: readonly string[],
): Promise<readonly string[] | null> {
  const asked = [[...words], FEW + 1]
  const { rows } = await trx.raw<{ rows: { keys: string[] | null }[] }>(
    `select ${finder}(?::text[], ?::integer) as keys`,
    asked,
  )
  return rows[0]!.keys
}

/**
 * PostgreSQL takes a pattern in the middle of a word for rare, and would read and sort all rows that might
 * have it; of a CASE it thinks that half of them do, and goes along the order until the page is full.
 */
function asLikely({ sql, bindings }: Condition): Condition {
  return { sql: `case when ${sql} then true else false end`, bindings }
}

function searchCondition(expressions: readonly string[], words: readonly string[]): Condition {
  const one = `(${expressions.map((expression) => `${escaped(expression)} ilike ?`).join(' or ')})`
  return {
    sql: words.map(() => one).join(' and '),
    bindings: words.flatMap((word) => expressions.map(() => `%${literalInLike(word)}%`)),
  }
}
