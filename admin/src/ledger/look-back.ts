import { useSearchParams } from 'react-router-dom'
import type { Filter } from '../providers/list-query.ts'

/** Which of the two clocks an instant is meant on. */
export type Clock = 'happened' | 'known'

/** At which instant one looks; none is now. */
export interface Look {
  readonly clock: Clock
  readonly instant: string | undefined
}

/** Reads and writes the instant in the address, so that a link shows what its sender saw. */
export function useLook(): [Look, (change: Partial<Look>) => void] {
  const [params, setParams] = useSearchParams()
  const look = lookOf(params)
  const change = (part: Partial<Look>) => {
    const next = new URLSearchParams(params)
    next.delete('at')
    next.delete('clock')
    writeLook({ ...look, ...part }, next)
    setParams(next)
  }
  return [look, change]
}

/** The instant that an address names. */
export function lookOf(params: URLSearchParams): Look {
  return {
    clock: params.get('clock') === 'known' ? 'known' : 'happened',
    instant: params.get('at') ?? undefined,
  }
}

/** Writes an instant into an address; of now it says nothing. */
export function writeLook({ instant, clock }: Look, params: URLSearchParams): void {
  if (instant === undefined) return
  params.set('at', instant)
  if (clock === 'known') params.set('clock', 'known')
}

/** The page of one balance, at the same instant. */
export function bucketAddress(bucket: number, look: Look): string {
  const params = new URLSearchParams()
  writeLook(look, params)
  return `/buckets/${bucket}?${params}`
}

/** The query that asks the ledger's routes about that instant. */
export function instantQuery({ instant, clock }: Look): Record<string, string> {
  if (instant === undefined) return {}
  return clock === 'happened' ? { asOf: instant } : { asKnownAt: instant }
}

/** Which lines there were by that instant, newest first on its clock. */
export function linesUntil({ instant, clock }: Look): { readonly filter: Filter; readonly sort?: string } {
  if (instant === undefined) return { filter: {} }
  if (clock === 'known') return { filter: { at: { lte: instant } } }
  return { filter: { effectiveAt: { lte: instant } }, sort: '-effectiveAt' }
}
