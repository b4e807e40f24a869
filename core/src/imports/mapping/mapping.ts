import { refuse } from '@stowage/sdk'
import { type ImportColumn, plainName } from '../importables/columns.ts'

/** Where the value of a column comes from: a column of the file, by its place, or the same in every row. */
export type Source = { readonly index: number } | { readonly constant: string }

/** Which column of the file gives what. */
export type Mapping = Readonly<Record<string, Source>>

/** A mapping that fits other files as well: it names columns as their first row does. */
export type NamedMapping = Readonly<
  Record<string, { readonly header: string } | { readonly constant: string }>
>

/** Maps by the names in the first row: what is called alike, in whatever language. */
export function guessMapping(headers: readonly string[], columns: readonly ImportColumn[]): Mapping {
  const names = headers.map(plainName)
  const taken = new Set<number>()
  const mapping: Record<string, Source> = {}
  for (const { name, names: known } of columns) {
    // The earlier of its names is the better one.
    const index = known.map((one) => names.indexOf(one)).find((found) => found !== -1 && !taken.has(found))
    if (index === undefined) continue
    taken.add(index)
    mapping[name] = { index }
  }
  return mapping
}

/** A mapping by names, put to a file; what the file has no column for is left out. */
export function applyNamed(
  named: NamedMapping,
  headers: readonly string[],
  columns: readonly ImportColumn[],
): Mapping {
  const names = headers.map(plainName)
  const known = new Set(columns.map(({ name }) => name))
  const pairs = Object.entries(named).flatMap(([column, source]): [string, Source][] => {
    if (!known.has(column)) return []
    if ('constant' in source) return [[column, source]]
    const index = names.indexOf(plainName(source.header))
    return index === -1 ? [] : [[column, { index }]]
  })
  return Object.fromEntries(pairs)
}

/** A mapping as it is remembered. */
export function namedOf(mapping: Mapping, headers: readonly string[]): NamedMapping {
  return Object.fromEntries(
    Object.entries(mapping).map(([column, source]) => [
      column,
      'constant' in source ? source : { header: headers[source.index] ?? '' },
    ]),
  )
}

/** What a mapping has to fit. */
export interface MappedFile {
  readonly headers: readonly string[]
  readonly columns: readonly ImportColumn[]
  /** It is still being made: what must not be missing may be. */
  readonly isPartial?: boolean
}

/**
 * Looks whether a mapping can be followed.
 * @throws DomainError `imports.column_unknown`, `imports.column_missing`, `imports.column_not_mapped`
 */
export function checkMapping(mapping: Mapping, { headers, columns, isPartial = false }: MappedFile): void {
  for (const [name, source] of Object.entries(mapping)) {
    if (!columns.some((column) => column.name === name)) {
      const known = columns.map((column) => column.name)
      throw refuse('imports.column_unknown', { column: name, known }, `/mapping/${name}`)
    }
    if ('index' in source && source.index >= headers.length) {
      const facts = { column: name, index: source.index, columns: headers.length }
      throw refuse('imports.column_missing', facts, `/mapping/${name}`)
    }
  }
  if (isPartial) return
  const missing = columns.find(({ isRequired, name }) => isRequired && mapping[name] === undefined)
  if (missing !== undefined) {
    throw refuse('imports.column_not_mapped', { title: missing.title, column: missing.name }, '/mapping')
  }
}
