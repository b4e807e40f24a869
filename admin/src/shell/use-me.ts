import { useQuery } from '@tanstack/react-query'
import { call } from '../providers/http-client.ts'

/** Who is logged in, as banners tell it. */
export interface SeenMe {
  readonly name: string
  /** Who looks with these eyes, where somebody does. */
  readonly viewer: { readonly name: string } | null
  readonly roles: readonly {
    readonly grant: string
    readonly name: string
    /** Where it was taken for a while. */
    readonly endsAt: string | null
  }[]
}

/** Who is logged in at this moment; it is read again now and then, because roles of an emergency end. */
export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => call<SeenMe>('/access/session', { signal }),
    refetchInterval: 60_000,
  })
}
