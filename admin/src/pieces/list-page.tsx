import Button from '@mui/material/Button'
import { Children, isValidElement, type ReactNode, useRef } from 'react'
import { DataTable, ListBase, type RaRecord, useListContext, useResourceContext } from 'react-admin'
import { useExtensionListColumns } from '../extensions/extension-columns.tsx'
import { ExtensionFilters } from '../extensions/extension-filters.tsx'
import { useGoneFields } from '../extensions/use-gone-fields.ts'
import { type BulkAction, BulkBar, useAllowed } from '../lists/bulk-bar.tsx'
import { type Choosable, ColumnsButton } from '../lists/columns-button.tsx'
import { useListDensity } from '../lists/density.ts'
import { FileButtons } from '../lists/file-buttons.tsx'
import { FilterBar } from '../lists/filter-bar.tsx'
import { type ListColumn, ListTable, type RowClick } from '../lists/list-columns.tsx'
import { useRowKeys } from '../lists/row-keys.ts'
import { SavedViews } from '../lists/saved-views.tsx'
import { useHeldLive } from '../live/held-live.ts'
import { problemOf } from '../providers/problem.ts'
import { valueAt } from '../schema/drawn.ts'
import { PageHead } from '../shell/page-head.tsx'
import { useScopeFilter } from '../shell/scope.ts'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { formatFigure } from './format.ts'
import { SearchFilter } from './list-filters.tsx'
import { NewButton } from './new-button.tsx'
import { ScrollX } from './scroll-x.tsx'
import { Trouble } from './trouble.tsx'

interface ListPageProps {
  readonly title: string
  /** The plural, as in "18 of 1,204 items". */
  readonly noun: string
  readonly sort?: { field: string; order: 'ASC' | 'DESC' }
  readonly perPage?: number
  readonly filter?: Record<string, unknown>
  /** What the list's text search looks through, where that is all it is filtered by. */
  readonly search?: string
  readonly filters?: ReactNode
  /** The button that makes a new one: `New role`. */
  readonly create?: string
  readonly actions?: ReactNode
  /** What stands there before the first row exists: one sentence and the next step. */
  readonly empty?: ReactNode
  readonly hasCsv?: boolean
  /** Whether rows can be asked for by what names them, so that those chosen are had as a file. */
  readonly hasChosenFiles?: boolean
  /** After so long it is read again, for what changes by itself. */
  readonly readAgainMs?: number
  /** What can be done to many rows at once. */
  readonly bulk?: readonly BulkAction[]
  /** The table by its columns; one of a plugin that draws itself is given as children. */
  // biome-ignore lint/suspicious/noExplicitAny: each list has rows of its own
  readonly columns?: readonly ListColumn<any>[]
  /** Draws the rows otherwise than as a table. */
  // biome-ignore lint/suspicious/noExplicitAny: each list has rows of its own
  readonly cards?: (rows: readonly any[]) => ReactNode
  /** Where a row leads, with `columns`. */
  readonly rowClick?: RowClick
  /** What a row is called by whoever chooses it; unless said, by the first of its columns that is text. */
  // biome-ignore lint/suspicious/noExplicitAny: each list has rows of its own
  readonly nameOf?: (row: any) => string
  readonly children?: ReactNode
}

/** What cannot be read is said in the list's own place, not in a message beside it. */
const told = { onError: () => undefined }

/**
 * A list: title, saved views, filters, the table, and a foot with keyset pages. What it shows stands in the
 * address; how somebody has it, columns and density, follows him.
 */
export function ListPage(props: ListPageProps) {
  const { sort, perPage = 50, filter, readAgainMs } = props
  const held = { ...useScopeFilter(useResourceContext() ?? ''), ...filter }
  return (
    <ListBase
      {...(sort ? { sort } : {})}
      {...(Object.keys(held).length > 0 ? { filter: held } : {})}
      queryOptions={{ ...told, ...(readAgainMs ? { refetchInterval: readAgainMs } : {}) }}
      perPage={perPage}
      exporter={false}
      empty={false}
    >
      <ListBody {...props} />
    </ListBase>
  )
}

function ListBody(props: ListPageProps) {
  const { title, noun, search, filters, create, actions, children, hasCsv = true } = props
  const { hasChosenFiles = hasCsv } = props
  const bulk = useAllowed(props.bulk)
  const kept = useExtensionListColumns()
  const columns = props.columns && actsLast([...props.columns, ...kept])
  useGoneFields()
  const resource = useResourceContext() ?? ''
  const { data, error, isPending, total, refetch, selectedIds } = useListContext()
  useHeldLive((selectedIds ?? []).length > 0)
  // Without a connection, what was read before is better than nothing; the bar under the header says so.
  const isOld = error !== null && data !== undefined && problemOf(error) === undefined
  return (
    <>
      <PageHead
        title={title}
        fact={factOf(total, noun)}
        actions={
          <>
            {props.cards ? null : (
              <ColumnsButton
                columns={columns?.filter(({ isActs }) => !isActs) ?? drawnColumns(children)}
                before={columns && (bulk.length > 0 || hasChosenFiles) ? 1 : 0}
              />
            )}
            {hasCsv ? <FileButtons /> : null}
            {actions}
            {create ? <NewButton resource={resource} word={create} /> : null}
          </>
        }
      />
      <SavedViews />
      {search || filters || kept.length > 0 ? (
        <FilterBar search={search ? <SearchFilter placeholder={search} /> : null}>
          {filters}
          <ExtensionFilters />
        </FilterBar>
      ) : null}
      {error && !isOld ? <Trouble error={error} what={title} onRetry={() => void refetch()} /> : null}
      {isPending && !error ? <Waiting rows={8} /> : null}
      {data && (!error || isOld) ? (
        <Rows
          {...props}
          bulk={bulk}
          {...(columns && { columns })}
          hasChosenFiles={hasChosenFiles}
          isOld={isOld}
        />
      ) : null}
    </>
  )
}

function actsLast(columns: readonly ListColumn[]): readonly ListColumn[] {
  return [...columns.filter(({ isActs }) => !isActs), ...columns.filter(({ isActs }) => isActs)]
}

/** How many there are; a noun is in the plural, which one thing is not. */
function factOf(total: number | undefined, noun: string): string | undefined {
  if (total === undefined) return undefined
  return total === 1 ? say('only one') : `${formatFigure(total)} ${noun}`
}

function Rows(props: ListPageProps & { isOld: boolean }) {
  const { title, noun, columns, rowClick = false, bulk = [], hasChosenFiles = false, isOld, children } = props
  const { nameOf = (row: RaRecord) => firstWords(row, columns) } = props
  const { data } = useListContext()
  const [density] = useListDensity(useResourceContext() ?? '')
  const card = useRef<HTMLElement>(null)
  useRowKeys(card)
  if (props.cards && data && data.length > 0) return props.cards(data)
  return (
    <section ref={card} className={isOld ? 'card stale' : 'card'} aria-label={title} data-density={density}>
      {data?.length === 0 ? (
        <Nothing {...props} />
      ) : (
        <ScrollX>
          {columns ? (
            <ListTable
              columns={columns}
              rowClick={rowClick}
              nameOf={nameOf}
              {...(bulk.length > 0 || hasChosenFiles
                ? { bulkActions: <BulkBar actions={bulk} hasFiles={hasChosenFiles} /> }
                : {})}
            />
          ) : (
            children
          )}
        </ScrollX>
      )}
      <ListFoot noun={noun} />
    </section>
  )
}

/** What a row says in words in the first of its columns that says anything so. */
function firstWords(row: RaRecord, columns: readonly ListColumn[] = []): string {
  const said = columns.map(({ source }) => valueAt(row, source)).find((value) => typeof value === 'string')
  return String(said ?? row.id)
}

/** Nothing yet, with the next step; or nothing that matches, with the way back. */
function Nothing({ noun, empty, create }: ListPageProps) {
  const resource = useResourceContext() ?? ''
  const { filterValues, setFilters } = useListContext()
  const filterCount = Object.keys(filterValues ?? {}).length
  if (filterCount === 0) {
    return (
      <div className="empty">
        {empty ?? (
          <>
            <b>{say('No {noun} yet.', { noun })}</b>
            {create ? <NewButton resource={resource} word={create} /> : null}
          </>
        )}
      </div>
    )
  }
  return (
    <div className="empty">
      <b>{say('Nothing matches 1 filter | Nothing matches {count} filters', { count: filterCount })}</b>
      <Button onClick={() => setFilters({}, [])}>{say('Clear filters')}</Button>
    </div>
  )
}

function ListFoot({ noun }: { noun: string }) {
  const { data, total, page, perPage, setPage, hasNextPage, hasPreviousPage } = useListContext()
  const shown = data?.length ?? 0
  if (shown === 0 && page === 1) return null
  const first = (page - 1) * perPage + 1
  const last = first + shown - 1
  return (
    <div className="list-foot">
      <span>{footOf({ first, last, total, noun })}</span>
      <span className="push" />
      {hasPreviousPage || hasNextPage ? (
        <>
          <Button size="small" disabled={!hasPreviousPage} onClick={() => setPage(page - 1)}>
            {say('Previous')}
          </Button>
          <Button size="small" disabled={!hasNextPage} onClick={() => setPage(page + 1)}>
            {say('Next')}
          </Button>
        </>
      ) : null}
    </div>
  )
}

interface Foot {
  readonly first: number
  readonly last: number
  readonly total: number | undefined
  readonly noun: string
}

function footOf({ first, last, total, noun }: Foot): string {
  if (last < first) return say('Nothing on this page')
  if (total === 1) return say('This is the only one')
  if (total === undefined && first === last) return say('Row {first}', { first })
  return total === undefined
    ? say('{first} to {last} {noun}', { first, last, noun })
    : say('{first} to {last} of {total} {noun}', { first, last, total, noun })
}

interface Drawn {
  readonly source?: string
  readonly label?: ReactNode
  readonly children?: ReactNode
}

/** The columns of a table that a list draws by itself, as far as they can be told apart. */
function drawnColumns(children: ReactNode): readonly Choosable[] {
  const table = Children.toArray(children).find((child) => isValidElement(child) && child.type === DataTable)
  if (!isValidElement<Drawn>(table)) return []
  const columns = Children.toArray(table.props.children)
    .map((column) => (isValidElement<Drawn>(column) ? column.props : {}))
    // A column of buttons has a name for the ear alone, and is nobody's to choose.
    .filter(({ label }) => !isValidElement(label))
  if (!columns.every(({ label }) => typeof label === 'string')) return []
  return columns.map(({ source, label }) => ({ source: source ?? String(label), label: String(label) }))
}
