import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { RaRecord } from 'react-admin'
import { call } from '../providers/http-client.ts'

/** Where an import stands. */
export type ImportState =
  | 'uploaded'
  | 'checking'
  | 'checked'
  | 'running'
  | 'paused'
  | 'done'
  | 'cancelled'
  | 'failed'
  | 'undoing'
  | 'undone'

/** What stands in a cell. */
export type Cell = string | number | boolean | null

/** Where a value comes from. */
export type Source = { readonly index: number } | { readonly constant: string }

/** How a file is read. */
export type Format =
  | { readonly kind: 'csv'; readonly encoding: string; readonly delimiter: string }
  | { readonly kind: 'xlsx'; readonly sheet: string }

/** What became of rows. */
export interface Counts {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
}

/** An import in the list. */
export interface ImportSummary extends RaRecord, Counts {
  readonly id: string
  readonly importable: string
  readonly fileName: string
  readonly state: ImportState
  readonly rowNumber: number
  readonly total: number | null
  readonly undone: number
  readonly createdBy: { readonly id: string; readonly name: string }
  readonly createdAt: string
  readonly version: number
}

/** One import, with all that it takes to map it. */
export interface Import extends ImportSummary {
  readonly format: Format
  readonly sheets: readonly string[]
  readonly headers: readonly string[]
  readonly sample: readonly (readonly Cell[])[]
  readonly mapping: Readonly<Record<string, Source>>
  readonly decimalSign: string
  readonly days: string
  readonly emptyCells: string
  readonly checked: Counts | null
  readonly failure: { readonly code: string; readonly detail: string } | null
  readonly undoRefused: readonly { readonly code: string; readonly detail: string }[]
  readonly canUndo: boolean
  readonly sameFile: { readonly id: string; readonly createdAt: string } | null
}

/** Something that a column of a file can give. */
export interface ImportColumn {
  readonly name: string
  readonly title: string
  readonly kind: string
  readonly choices: readonly string[]
  readonly isRequired: boolean
}

/** What rows can become. */
export interface Importable {
  readonly name: string
  readonly title: string
  readonly columns: readonly ImportColumn[]
}

/** What rows can become for whoever is logged in. */
export function useImportables(): readonly Importable[] {
  const { data } = useQuery({
    queryKey: ['importables'],
    queryFn: ({ signal }) => call<{ data: Importable[] }>('/imports/importables', { signal }),
    staleTime: 60_000,
  })
  return data?.data ?? []
}

const WORKING: readonly ImportState[] = ['checking', 'running', 'undoing']
const AGAIN_MS = 500

/** Whether somebody works on it at this moment. */
export function isWorking(state: ImportState): boolean {
  return WORKING.includes(state)
}

/** One import, read again and again while it goes on. Lists keep their rows as `getOne`, which are less. */
export function useImport(id: string) {
  return useQuery({
    queryKey: ['imports', 'whole', id],
    queryFn: ({ signal }) => call<Import>(`/imports/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data.state) ? AGAIN_MS : false),
  })
}

/** What can be done about an import; its answer is the import as it stands then. */
export function useImportCommands({ id, version }: Pick<Import, 'id' | 'version'>) {
  const queries = useQueryClient()
  const keep = async (answer: Promise<Import>) => {
    const next = await answer
    queries.setQueryData(['imports', 'whole', id], next)
    await queries.invalidateQueries({ queryKey: ['refused-rows', id] })
  }
  return {
    send: (command: string, body: object = {}) =>
      keep(call<Import>(`/imports/${id}/${command}`, { method: 'POST', body })),
    change: (patch: object) =>
      keep(
        call<Import>(`/imports/${id}`, {
          method: 'PATCH',
          headers: { 'If-Match': `"${version}"` },
          body: patch,
        }),
      ),
    /** Goes on with what somebody else made of it. */
    take: (theirs: Import) => keep(Promise.resolve(theirs)),
  }
}
