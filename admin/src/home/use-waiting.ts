import { useQuery } from '@tanstack/react-query'
import { call } from '../providers/http-client.ts'

/** Something that waits for this person. */
export interface WaitingThing {
  readonly name: string
  readonly title: string
  readonly sentence: string
  readonly count: number
  readonly to: string | null
  readonly verb: string | null
  /** Something is wrong, rather than something to do. */
  readonly isFault: boolean
}

interface Answer {
  readonly data: readonly WaitingThing[]
  readonly verifiedAt: string | null
}

const againMs = 60_000
const none: readonly WaitingThing[] = []

/** What waits for whoever is logged in, of core and plugins, and what is not well; asked each minute. */
export function useWaiting() {
  const { data, error } = useQuery({
    queryKey: ['waiting'],
    queryFn: ({ signal }) => call<Answer>('/host/waiting', { signal }),
    refetchInterval: againMs,
  })
  return {
    waiting: data?.data ?? none,
    verifiedAt: data?.verifiedAt ?? null,
    isKnown: data !== undefined,
    error,
  }
}
