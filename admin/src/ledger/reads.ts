import { useQuery } from '@tanstack/react-query'
import { call } from '../providers/http-client.ts'
import { type Filter, filterQuery, type ListAnswer } from '../providers/list-query.ts'
import type { BalanceRow, LineRow } from './rows.ts'

const pageRows = 200
const mostPages = 5

/** Rows of a list, and whether there are more than were read. */
export interface Rows<Row> {
  readonly rows: readonly Row[]
  readonly hasMore: boolean
}

/** Reads a list to its end, or to the first thousand rows. */
export async function readRows<Row>(
  path: string,
  filter: Filter,
  options: { sort?: string; limit?: number; signal?: AbortSignal } = {},
): Promise<Rows<Row>> {
  const { sort, limit = pageRows * mostPages, signal } = options
  const rows: Row[] = []
  let cursor: string | null = null
  for (let page = 0; page < mostPages; page++) {
    const query = filterQuery(filter)
    query.set('limit', String(Math.min(pageRows, limit - rows.length)))
    if (sort) query.set('sort', sort)
    if (cursor) query.set('cursor', cursor)
    const answer: ListAnswer<Row> = await call(`${path}?${query}`, { signal })
    rows.push(...answer.data)
    cursor = answer.nextCursor
    if (cursor === null || rows.length >= limit) break
  }
  return { rows, hasMore: cursor !== null }
}

/**
 * The buckets behind a figure.
 * @param meta `isHeld` where they are not to change while somebody looks
 */
export function useBalances(filter: Filter, meta: { readonly isHeld?: boolean } = {}) {
  return useQuery({
    queryKey: ['balances', filter],
    queryFn: ({ signal }) => readRows<BalanceRow>('/ledger/balances', filter, { signal }),
    meta,
  })
}

/** The newest lines behind a figure. */
export function useLines(filter: Filter, limit: number, sort?: string) {
  return useQuery({
    queryKey: ['lines', filter, limit, sort],
    queryFn: ({ signal }) =>
      readRows<LineRow>('/ledger/lines', filter, { limit, signal, ...(sort === undefined ? {} : { sort }) }),
  })
}
