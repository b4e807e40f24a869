import { useStore } from 'react-admin'
import { say } from '../words/say.ts'

/** How high rows are. */
export const densities = () =>
  [
    { id: 'compact', name: say('Compact rows'), word: say('Compact') },
    { id: 'standard', name: say('Standard rows'), word: say('Standard') },
    { id: 'comfort', name: say('Comfortable rows'), word: say('Comfortable') },
  ] as const

/** One of them. */
export type Density = ReturnType<typeof densities>[number]['id']

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
