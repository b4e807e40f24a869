import { type InfiniteData, type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { onHint } from '../live/live-hints.ts'
import { readMembers, rowMember, type StockPage } from './stock-rows.ts'
import type { Dimension, StockView } from './stock-view.ts'

/** Hints that come together are answered together. */
const REST_MS = 300
/** Rows that were not on the screen come in, and others leave, when all of it is read again. */
const WHOLE_AFTER_MS = 5_000
/** More rows than these are not worth naming. */
const MEMBERS_MAX = 60
/** Dimensions whose members a hint names. */
const named: ReadonlySet<Dimension> = new Set(['item', 'location', 'lot', 'handlingUnit'])

/** Why figures stand still, as long as they do. */
export type Pause = 'past' | 'open' | 'marked' | undefined

/** Figures that are kept live. */
export interface LiveStock {
  readonly pause: Pause
  /** Whether something changed since they stood still. */
  readonly hasMissed: boolean
  /** Reads all of it now. */
  catchUp(): void
}

/**
 * Keeps the rows of a view live: where a hint names some of them, only these are read again. They stand still
 * while somebody looks at the past, has a figure open, or marks cells to copy them.
 */
export function useLiveStock(view: StockView, queryKey: QueryKey): LiveStock {
  const queries = useQueryClient()
  const isMarking = useIsMarking()
  const [missedIn, setMissedIn] = useState<string>()
  // The connection was away meanwhile: nobody knows what was missed.
  const isUnsure = useRef(false)
  const pause = pauseOf(view, isMarking)
  const question = JSON.stringify(queryKey)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question has all that it depends on
  useEffect(() => {
    const follower = new Follower({ queries, queryKey, view })
    if (pause !== undefined) {
      // The row as it stands when what it is made of is read, so that the two add up.
      if (pause === 'open') follower.readAgain(view.open?.split('~')[0] ?? '')
      return onHint((hint) => {
        if (hint === undefined) isUnsure.current = true
        else if (hint.topic === 'ledger.stock') setMissedIn(question)
      })
    }
    const end = onHint((hint) => {
      if (hint === undefined || hint.topic === 'ledger.stock') follower.add(hint?.ids ?? null)
    })
    return () => {
      end()
      follower.end()
    }
  }, [question, pause, queries])
  const catchUp = () => {
    isUnsure.current = false
    setMissedIn(undefined)
    void queries.invalidateQueries({ predicate: ({ meta }) => meta?.isHeld === true })
  }
  const hasMissed = missedIn === question
  // What was missed is read as soon as figures move again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each end of a pause
  useEffect(() => {
    if (pause === undefined && (hasMissed || isUnsure.current)) catchUp()
  }, [pause, hasMissed])
  return { pause, hasMissed, catchUp }
}

function pauseOf(view: StockView, isMarking: boolean): Pause {
  if (view.instant !== undefined || view.before !== undefined) return 'past'
  if (view.open !== undefined) return 'open'
  return isMarking ? 'marked' : undefined
}

/** Whether somebody has marked cells of the matrix. */
function useIsMarking(): boolean {
  const [isMarking, setMarking] = useState(false)
  useEffect(() => {
    const look = () => {
      const marked = document.getSelection()
      const at = marked?.anchorNode
      const element = at instanceof Element ? at : at?.parentElement
      setMarking(marked?.isCollapsed === false && element?.closest('.matrix') != null)
    }
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [])
  return isMarking
}

interface Followed {
  readonly queries: QueryClient
  readonly queryKey: QueryKey
  readonly view: StockView
}

/** Reads rows again, one round after the other. */
class Follower {
  readonly #followed: Followed
  #waiting: Set<string> | null = new Set()
  #isAtIt = false
  #hasEnded = false
  #whole: ReturnType<typeof setTimeout> | undefined

  constructor(followed: Followed) {
    this.#followed = followed
  }

  add(ids: readonly string[] | null): void {
    if (ids === null || this.#waiting === null) this.#waiting = null
    else for (const id of ids) this.#waiting.add(id)
    void this.#work()
  }

  readAgain(member: string): void {
    void this.#read(new Set([member])).catch(() => {})
  }

  end(): void {
    this.#hasEnded = true
    clearTimeout(this.#whole)
  }

  async #work(): Promise<void> {
    if (this.#isAtIt) return
    this.#isAtIt = true
    while (!this.#hasEnded && (this.#waiting === null || this.#waiting.size > 0)) {
      await new Promise((resolve) => setTimeout(resolve, REST_MS))
      if (this.#hasEnded) break
      const ids = this.#waiting
      this.#waiting = new Set()
      await this.#read(ids).catch(() => {})
    }
    this.#isAtIt = false
  }

  async #read(ids: ReadonlySet<string> | null): Promise<void> {
    const { queries, queryKey, view } = this.#followed
    const shown = queries.getQueryData<InfiniteData<StockPage>>(queryKey)
    if (shown === undefined) return
    const [first] = view.by as readonly [Dimension]
    const onScreen = new Set(shown.pages.flatMap(({ data }) => data.map((row) => rowMember(row, first))))
    const changed = [...onScreen].filter((id) => ids?.has(id))
    if (ids === null || !named.has(first) || changed.length > MEMBERS_MAX) return this.#readAll()
    this.#whole ??= setTimeout(() => {
      this.#whole = undefined
      void this.#readAll()
    }, WHOLE_AFTER_MS)
    const askedAt = Date.now()
    const fresh = changed.length === 0 ? [] : await readMembers(queryKey, changed)
    const byMember = Map.groupBy(fresh, (row) => rowMember(row, first))
    queries.setQueryData<InfiniteData<StockPage>>(queryKey, (data) => {
      if (data === undefined) return data
      const gone = new Set(changed)
      const placed = new Set<string>()
      const pages = data.pages.map((page) => ({
        ...page,
        askedAt,
        data: page.data.flatMap((row) => {
          const member = rowMember(row, first)
          if (!gone.has(member)) return [row]
          if (placed.has(member)) return []
          placed.add(member)
          return byMember.get(member) ?? []
        }),
      }))
      return { ...data, pages }
    })
  }

  async #readAll(): Promise<void> {
    clearTimeout(this.#whole)
    this.#whole = undefined
    const { queries, queryKey } = this.#followed
    await queries.invalidateQueries({ queryKey, exact: true })
  }
}
