import { useQuery } from '@tanstack/react-query'
import { Trouble } from '../pieces/trouble.tsx'
import { type TwoSaid, TwoSides } from '../pieces/two-sides.tsx'
import { call } from '../providers/http-client.ts'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { type Import, type ImportColumn, type Source, useImportables, useImportCommands } from './import.ts'
import { readingWords } from './reading-fields.tsx'

/** What was to be different about how a file is mapped or read. */
export type MappingWish = Partial<Pick<Import, 'mapping' | 'format' | 'decimalSign' | 'days' | 'emptyCells'>>

interface OutdatedMappingProps {
  /** As it was read when the wish was made. */
  readonly record: Import
  readonly wish: MappingWish
  /** Once one of both stands. */
  readonly onDone: () => void
  readonly onRefused: (error: unknown) => void
}

/** Somebody else mapped the same import meanwhile: what stands there now beside what was chosen here. */
export function OutdatedMapping({ record, wish, onDone, onRefused }: OutdatedMappingProps) {
  const { data: theirs, error } = useQuery({
    queryKey: ['imports', 'outdated', record.id, record.version],
    queryFn: ({ signal }) => call<Import>(`/imports/${record.id}`, { signal }),
    gcTime: 0,
  })
  const columns = useImportables().find(({ name }) => name === record.importable)?.columns ?? []
  const { change, take } = useImportCommands(theirs ?? record)
  if (error) return <Trouble error={error} what={say('The import')} />
  if (!theirs) return <Waiting rows={3} />
  const mine = wishOver(theirs, record, wish)
  return (
    <TwoSides
      rows={[...mappingRows(columns, theirs, mine), ...readingRows(theirs, mine)]}
      onMine={() => void change(mine).then(onDone, onRefused)}
      onTheirs={() => void take(theirs).then(onDone)}
    />
  )
}

/** What was chosen here, and nothing else, over what stands there now. */
function wishOver(theirs: Import, before: Import, { mapping, ...reading }: MappingWish): MappingWish {
  if (!mapping) return reading
  const chosen = { ...theirs.mapping }
  for (const name of Object.keys({ ...before.mapping, ...mapping })) {
    const source = mapping[name]
    if (isSame(source, before.mapping[name])) continue
    if (source) chosen[name] = source
    else delete chosen[name]
  }
  return { ...reading, mapping: chosen }
}

function mappingRows(
  columns: readonly ImportColumn[],
  theirs: Import,
  { mapping }: MappingWish,
): readonly TwoSaid[] {
  if (!mapping) return []
  return columns
    .filter(({ name }) => !isSame(mapping[name], theirs.mapping[name]))
    .map(({ name, title }) => ({
      source: name,
      title,
      theirs: sourceWords(theirs, theirs.mapping[name]),
      mine: sourceWords(theirs, mapping[name]),
    }))
}

function sourceWords({ headers }: Import, source: Source | undefined): string {
  if (source === undefined) return say('Not in the file')
  return 'constant' in source ? source.constant : headers[source.index] || `(${source.index + 1})`
}

function readingRows(theirs: Import, { mapping: _, ...reading }: MappingWish): readonly TwoSaid[] {
  const [ofTheirs, ofMine] = [readingWords(theirs), readingWords({ ...theirs, ...reading })]
  return ofMine
    .map(([title, mine], place): TwoSaid => ({ title, theirs: ofTheirs[place]![1], mine }))
    .filter((row) => row.theirs !== row.mine)
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}
