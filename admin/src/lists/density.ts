import { useStore } from 'react-admin'

/** How high rows are. */
export const densities = [
  { id: 'compact', name: 'Compact rows', word: 'Compact' },
  { id: 'standard', name: 'Standard rows', word: 'Standard' },
  { id: 'comfort', name: 'Comfortable rows', word: 'Comfortable' },
] as const

/** One of them. */
export type Density = (typeof densities)[number]['id']

/** The density of all that has none of its own. */
export function useDensity(): [Density, (density: Density) => void] {
  return useStore<Density>('desk.density', 'standard')
}

/** A list's own density; the desk's where it has none. */
export function useListDensity(resource: string): [Density, (density: Density) => void] {
  const [desk] = useDensity()
  const [own, setOwn] = useStore<Density | undefined>(`${resource}.density`)
  return [own ?? desk, setOwn]
}
