import { call } from './http-client.ts'
import { type Filter, filterQuery, type ListAnswer } from './list-query.ts'

/** One list as the server knows it: the same key means the same rows in the same order. */
export interface KeysetList {
  readonly path: string
  readonly filter: Filter
  readonly sort: string | undefined
  readonly limit: number
  readonly isCounted: boolean
}

/** A page of rows, and whether there are more behind it. */
export interface KeysetPage<Row> {
  readonly rows: readonly Row[]
  readonly hasNext: boolean
  readonly total: number | undefined
}

const mostListsKept = 100
const mostPagesWalked = 40

/**
 * Numbered pages on top of keyset cursors. The cursor behind each page seen is kept per list, so that page n
 * + 1 costs what page 1 does; a page reached by its address alone is walked to once, page by page.
 */
export class KeysetPages {
  /** For each list, `cursors[n]` opens page n + 1; page 1 needs none. */
  private readonly lists = new Map<string, (string | null)[]>()

  async read<Row>(list: KeysetList, page: number, signal?: AbortSignal): Promise<KeysetPage<Row>> {
    const cursors = this.cursorsOf(list)
    let at = page === 1 ? 1 : Math.min(page, cursors.length)
    for (let steps = 0; at < page && steps < mostPagesWalked; steps++) {
      const passed = await this.fetchPage<Row>(list, at, signal)
      if (passed.nextCursor === null) break
      at++
    }
    const answer = await this.fetchPage<Row>(list, at, signal)
    return { rows: answer.data, hasNext: answer.nextCursor !== null, total: answer.total }
  }

  private async fetchPage<Row>(
    list: KeysetList,
    page: number,
    signal?: AbortSignal,
  ): Promise<ListAnswer<Row>> {
    const cursors = this.cursorsOf(list)
    const query = filterQuery(list.filter)
    query.set('limit', String(list.limit))
    if (list.sort) query.set('sort', list.sort)
    if (list.isCounted) query.set('count', 'true')
    const cursor = cursors[page - 1]
    if (cursor) query.set('cursor', cursor)
    const answer = await call<ListAnswer<Row>>(`${list.path}?${query}`, { signal })
    cursors.length = page
    if (answer.nextCursor !== null) cursors[page] = answer.nextCursor
    return answer
  }

  private cursorsOf(list: KeysetList): (string | null)[] {
    const key = JSON.stringify([list.path, list.sort, list.limit, filterQuery(list.filter).toString()])
    const known = this.lists.get(key)
    if (known) return known
    if (this.lists.size >= mostListsKept) this.lists.delete(this.lists.keys().next().value as string)
    const fresh: (string | null)[] = [null]
    this.lists.set(key, fresh)
    return fresh
  }
}
