import { useStore } from 'react-admin'
import { resourcePath } from '../providers/resource-paths.ts'

/** The site and the owner that the desk is held to; null is all of them. */
export interface Scope {
  readonly site: string | null
  readonly owner: string | null
}

const everything: Scope = { site: null, owner: null }

/** What the switches in the header say, remembered for this person. */
export function useScope(): [Scope, (change: Partial<Scope>) => void] {
  const [scope, setScope] = useStore<Scope>('desk.scope', everything)
  return [scope, (change) => setScope({ ...scope, ...change })]
}

/** The same as a list's filter, as far as that list knows sites and owners. */
export function useScopeFilter(resource: string): Readonly<Record<string, string>> {
  const [scope] = useScope()
  const { knows } = resourcePath(resource)
  return Object.fromEntries(
    knows.flatMap((dimension) => (scope[dimension] === null ? [] : [[dimension, scope[dimension]]])),
  )
}
