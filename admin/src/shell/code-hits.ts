import { useEffect, useState } from 'react'
import { type RaRecord, useDataProvider } from 'react-admin'

/** Something that a typed or scanned code may mean. */
export interface Hit {
  readonly to: string
  readonly group: string
  readonly code: string
  readonly name: string
}

/** Where codes are looked for, in the order in which hits are shown. */
interface Source {
  readonly resource: string
  readonly group: string
  readonly sort: string
  /** The list's filter for what was typed; undefined where it cannot be such a code. */
  readonly filter: (text: string) => Record<string, unknown> | undefined
  readonly hit: (row: RaRecord) => Omit<Hit, 'group'>
}

const debounceMs = 150
const mostHits = 6
const inWords = (text: string) => ({ q: text })

const sources: readonly Source[] = [
  {
    resource: 'items',
    group: 'Items',
    sort: 'sku',
    filter: inWords,
    hit: (row) => ({ to: `/items/${row.id}/show`, code: row.sku, name: row.name }),
  },
  {
    resource: 'packaging-levels',
    group: 'Packages',
    sort: 'name',
    // A scan of a case, never all that are called "case".
    filter: (text) => (/^\d{8,14}$/.test(text) ? inWords(text) : undefined),
    hit: (row) => ({ to: `/items/${row.item}/show?tab=packaging`, code: row.gtin, name: row.name }),
  },
  {
    // Two items may have a lot of the same name; both are shown, and the reader chooses.
    resource: 'lots',
    group: 'Lots',
    sort: 'name',
    filter: (text) => ({ name: { startsWith: text } }),
    hit: (row) => ({ to: `/lots/${row.id}/show`, code: row.name, name: `${row.sku} ${row.itemName}` }),
  },
  {
    resource: 'locations',
    group: 'Locations',
    sort: 'code',
    filter: inWords,
    hit: (row) => ({ to: `/locations/${row.id}/show`, code: row.code, name: '' }),
  },
]

/** What a typed or scanned code may mean, of all that one may see. */
export function useHits(typed: string): readonly Hit[] {
  const dataProvider = useDataProvider()
  const [hits, setHits] = useState<readonly Hit[]>([])
  useEffect(() => {
    const text = typed.trim()
    if (text === '') {
      setHits([])
      return undefined
    }
    let isStale = false
    const ask = async ({ resource, group, sort, filter, hit }: Source): Promise<Hit[]> => {
      const wanted = filter(text)
      if (wanted === undefined) return []
      const params = {
        filter: wanted,
        pagination: { page: 1, perPage: mostHits },
        sort: { field: sort, order: 'ASC' as const },
      }
      // Searching helps along the way; a list that one may not read has nothing to add to it.
      const rows: RaRecord[] = await dataProvider.getList(resource, params).then(
        ({ data }) => data as RaRecord[],
        () => [],
      )
      return rows.map((row) => ({ ...hit(row), group }))
    }
    const timer = setTimeout(async () => {
      const found = await Promise.all(sources.map(ask))
      if (!isStale) setHits(found.flat())
    }, debounceMs)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [typed, dataProvider])
  return hits
}
