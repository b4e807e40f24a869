import { useEffect } from 'react'
import { useListContext } from 'react-admin'
import { usePluginScreens } from '../plugin-screens/use-plugin-screens.ts'
import { useExtensions } from './use-extensions.ts'

/**
 * A list remembers how it was filtered and sorted last. Where the field is gone since, retired or with its
 * plugin, it is filtered and sorted without it.
 */
export function useGoneFields(): void {
  const { filterValues, setFilters, sort, setSort } = useListContext()
  const { isPending } = usePluginScreens()
  const known = useExtensions().flatMap(({ fields }) => fields.map(({ source }) => source))
  const isGone = (name: string) => !isPending && name.startsWith('fields.') && !known.includes(name)
  const gone = Object.keys(filterValues ?? {}).filter(isGone)
  const isOrderGone = isGone(sort?.field ?? '')
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is done once for what is gone
  useEffect(() => {
    if (gone.length === 0) return
    setFilters(Object.fromEntries(Object.entries(filterValues).filter(([name]) => !gone.includes(name))), [])
  }, [gone.join()])
  // biome-ignore lint/correctness/useExhaustiveDependencies: likewise
  useEffect(() => {
    if (isOrderGone) setSort({ field: 'id', order: 'ASC' })
  }, [isOrderGone])
}
