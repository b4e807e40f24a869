import { useEffect, useState } from 'react'
import { type RaRecord, useDataProvider, usePermissions } from 'react-admin'
import { call } from '../providers/http-client.ts'
import { isAllowed } from '../providers/rights.ts'
import { say } from '../words/say.ts'

/** Something that a typed or scanned code may mean. */
export interface Hit {
  readonly to: string
  readonly group: string
  readonly code: string
  readonly name: string
  /** It was found by exactly this code, and not by a part of it or by its name. */
  readonly isExact: boolean
}

/** What is searched for here: a scan finds it by another code than its own, or exactly or not at all. */
interface Source {
  readonly resource: string
  readonly group: string
  readonly permission: string
  readonly sort: string
  /** The list's filter for what was typed; undefined where it cannot be such a code. */
  readonly filter: (text: string) => Record<string, unknown> | undefined
  readonly hit: (row: RaRecord, text: string) => Omit<Hit, 'group'>
}

const debounceMs = 150
const mostHits = 5
const shortest = 2

const sources = (): readonly Source[] => [
  {
    resource: 'packaging-levels',
    group: say('Packages'),
    permission: 'items.item.read',
    sort: 'name',
    // A scan of a case, never all that are called "case".
    filter: (text) => (/^\d{8,14}$/.test(text) ? { q: text } : undefined),
    hit: (row) => ({
      to: `/items/${row.item}/show?tab=packaging`,
      code: row.gtin,
      name: row.name,
      isExact: true,
    }),
  },
  {
    resource: 'serials',
    group: say('Serial numbers'),
    permission: 'ledger.balance.read',
    sort: 'number',
    filter: (text) => ({ number: { startsWith: text } }),
    hit: (row, text) => ({
      to: `/serials/${row.id}/show`,
      code: row.number,
      name: row.item?.name ?? '',
      isExact: row.number === text,
    }),
  },
  {
    resource: 'movements',
    group: say('Documents'),
    permission: 'ledger.movement.read',
    sort: '',
    filter: (text) => ({ source: text }),
    hit: (row, text) => ({
      to: `/movements?filter=${encodeURIComponent(JSON.stringify({ source: text }))}`,
      code: row.source?.id ?? text,
      name: row.source?.type?.replaceAll('_', ' ') ?? '',
      isExact: true,
    }),
  },
]

interface Found {
  readonly data: readonly {
    readonly title: string
    readonly hits: readonly {
      readonly id: string
      readonly label: string
      readonly detail: string | null
      readonly to: string
    }[]
  }[]
}

/** Asks for all that a code or a word may mean, of what one may see. */
export function useAsk(): (text: string) => Promise<readonly Hit[]> {
  const dataProvider = useDataProvider()
  const { permissions = [] } = usePermissions<readonly string[]>()
  const askSource = async (source: Source, text: string): Promise<readonly Hit[]> => {
    const filter = source.filter(text)
    if (filter === undefined || !isAllowed(permissions, source.permission)) return []
    const { data } = await dataProvider.getList(source.resource, {
      filter,
      pagination: { page: 1, perPage: mostHits },
      sort: { field: source.sort, order: 'ASC' },
    })
    const hits = (data as RaRecord[]).map((row) => ({ ...source.hit(row, text), group: source.group }))
    // A document has many movements, and is one place to go.
    return [...new Map(hits.map((hit) => [hit.to, hit])).values()]
  }
  return async (typed) => {
    const text = typed.trim()
    if (text.length < shortest) return []
    const plain = text.replace(symbology, '')
    const read = text === plain ? [] : [askServer(text)]
    const asked = [askServer(plain), ...read, ...sources().map((source) => askSource(source, plain))]
    // Searching helps along the way; a list that does not answer has nothing to add to it.
    const found = await Promise.all(asked.map((one) => one.catch(() => [])))
    return [...new Map(found.flat().map((hit) => [hit.to, hit])).values()]
  }
}

/** What scanners send before a code; whoever reads labels goes by it, and lists know the code alone. */
const symbology = /^\][A-Za-z]\d/

/** Core's lists, plugins' resources, and what plugins add to the point `search`. */
async function askServer(text: string): Promise<readonly Hit[]> {
  const { data } = await call<Found>(`/host/search?${new URLSearchParams({ q: text })}`)
  return data.flatMap(({ title, hits }) =>
    hits.map(({ label, detail, to }) => ({
      to,
      group: title,
      code: label,
      name: detail ?? '',
      isExact: label.toLowerCase() === text.toLowerCase(),
    })),
  )
}

/** What the typed text may mean, a moment after the typing rests. */
export function useHits(typed: string): readonly Hit[] {
  const ask = useAsk()
  const [hits, setHits] = useState<readonly Hit[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing asks anew
  useEffect(() => {
    let isStale = false
    const timer = setTimeout(async () => {
      const found = await ask(typed)
      if (!isStale) setHits(found)
    }, debounceMs)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [typed])
  return hits
}
