import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { formatTime } from '../pieces/format.ts'
import { useRights } from '../providers/rights.ts'
import { say } from '../words/say.ts'
import { concerns, type Happened, joined } from './concerns.ts'
import { isHeld, tellWaiting } from './held-live.ts'
import { type Hint, listenLive } from './live-connection.ts'
import { tellHint } from './live-hints.ts'
import { tellLost, useLostAt } from './live-state.ts'
import { liveTopics, STOCK } from './live-topics.ts'

/** The first hint is answered at once; those that come meanwhile together, and no screen asks more often. */
const REST_MS = 300
/** What was read before the first connection stood may be older: it is read again once the screen stands. */
const FIRST_MS = 2_000
/** A connection that is back within a moment is not worth a word. */
const PATIENCE_MS = 3_000

/**
 * Keeps every screen live: what a hint concerns is read again. Says so under the header where the server is
 * out of reach, since when, and reads everything again once it is back.
 */
export function LiveQueries() {
  const queries = useQueryClient()
  const { isKnown, may } = useRights()
  const lostAt = useLostAt()
  const topics = Object.entries(liveTopics)
    .filter(([, { permission }]) => isKnown && may(permission))
    .map(([topic]) => topic)
    .join()
  useEffect(() => {
    if (topics === '') return undefined
    const refresher = new Refresher(queries)
    let patience: ReturnType<typeof setTimeout> | undefined
    let first: ReturnType<typeof setTimeout> | undefined
    const end = listenLive(topics.split(','), {
      hint(hint) {
        refresher.add(hint)
        tellHint(hint)
      },
      stands() {
        clearTimeout(patience)
        patience = undefined
        tellLost(undefined)
        const readAll = () => {
          refresher.addAll()
          tellHint(undefined)
        }
        if (first !== undefined) readAll()
        else first = setTimeout(readAll, FIRST_MS)
      },
      lost() {
        const since = new Date()
        patience ??= setTimeout(() => tellLost(since), PATIENCE_MS)
      },
    })
    return () => {
      clearTimeout(patience)
      clearTimeout(first)
      end()
    }
  }, [topics, queries])
  return (
    <div role="status" aria-live="polite">
      {lostAt && (
        <div className="offline">
          {say('Not connected since {time}. What you see is from then; it goes on by itself.', {
            time: formatTime(lostAt),
          })}
        </div>
      )}
    </div>
  )
}

/** Reads again what is stale, one round after the other. */
class Refresher {
  readonly #queries: QueryClient
  readonly #waiting = new Map<string, Happened>()
  #isAll = false
  #isAtIt = false
  /** New things that were kept back. */
  #kept = 0

  constructor(queries: QueryClient) {
    this.#queries = queries
  }

  add({ topic, ids }: Hint): void {
    const happened = { ids: ids && new Set(ids), namesStock: topic === STOCK }
    for (const name of liveTopics[topic]?.stale ?? []) {
      const before = this.#waiting.get(name)
      this.#waiting.set(name, before === undefined ? happened : joined(before, happened))
    }
    if (isHeld()) {
      this.#kept += ids?.length ?? 1
      tellWaiting(this.#kept, () => this.#show())
      return
    }
    void this.#work()
  }

  addAll(): void {
    this.#isAll = true
    void this.#work()
  }

  /** What was kept back is read after all. */
  #show(): void {
    this.#kept = 0
    tellWaiting(0, () => this.#show())
    void this.#work()
  }

  async #work(): Promise<void> {
    if (this.#isAtIt) return
    this.#isAtIt = true
    while (this.#isAll || this.#waiting.size > 0) {
      const isAll = this.#isAll
      const stale = new Map(this.#waiting)
      this.#isAll = false
      this.#waiting.clear()
      const predicate = (query: Query) => isOpen(query) && (isAll || isStale(query, stale))
      const rest = new Promise((resolve) => setTimeout(resolve, REST_MS))
      await this.#queries.invalidateQueries({ predicate }).catch(() => {})
      await rest
    }
    this.#isAtIt = false
  }
}

/**
 * A form in which somebody types is left as he took it up; saving tells him if it is no longer so. So is what
 * a screen holds still itself, or keeps live in its own way.
 */
function isOpen({ queryKey, meta }: Query): boolean {
  if (meta?.isHeld === true) return false
  return queryKey[1] !== 'getOne' || window.location.pathname.endsWith('/show')
}

function isStale({ queryKey }: Query, stale: ReadonlyMap<string, Happened>): boolean {
  const happened = stale.get(String(queryKey[0]))
  return happened !== undefined && concerns(queryKey, happened)
}
