import Button from '@mui/material/Button'
import { IconFileExport } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ListBase, useListContext, useResourceContext } from 'react-admin'
import { apiRoot } from '../providers/http-client.ts'
import { filterQuery, sortParameter } from '../providers/list-query.ts'
import { resourcePath } from '../providers/resource-paths.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { formatFigure } from './format.ts'
import { Trouble } from './trouble.tsx'

interface ListPageProps {
  readonly title: string
  /** The plural, as in "18 of 1,204 items". */
  readonly noun: string
  readonly sort?: { field: string; order: 'ASC' | 'DESC' }
  readonly perPage?: number
  readonly filter?: Record<string, unknown>
  readonly filters?: ReactNode
  readonly actions?: ReactNode
  /** What stands there before the first row exists: one sentence and the next step. */
  readonly empty?: ReactNode
  readonly hasCsv?: boolean
  /** After so long it is read again, for what changes by itself. */
  readonly readAgainMs?: number
  readonly children: ReactNode
}

/** A list: title, filters, the table, and a foot with keyset pages. Its state lives in the address. */
export function ListPage(props: ListPageProps) {
  const { sort, perPage = 50, filter, readAgainMs } = props
  return (
    <ListBase
      {...(sort ? { sort } : {})}
      {...(filter ? { filter } : {})}
      {...(readAgainMs ? { queryOptions: { refetchInterval: readAgainMs } } : {})}
      perPage={perPage}
      exporter={false}
      empty={false}
    >
      <ListBody {...props} />
    </ListBase>
  )
}

function ListBody({ title, noun, filters, actions, empty, hasCsv = true, children }: ListPageProps) {
  const { data, error, isPending, total, filterValues, setFilters, refetch } = useListContext()
  const isFiltered = Object.keys(filterValues ?? {}).length > 0
  const isEmpty = data?.length === 0
  const words = `${formatFigure(Object.keys(filterValues ?? {}).length)} filters`.replace(
    /^1 filters/,
    '1 filter',
  )
  return (
    <>
      <PageHead
        title={title}
        fact={total === undefined ? undefined : `${formatFigure(total)} ${noun}`}
        actions={
          <>
            {hasCsv ? <CsvButton /> : null}
            {actions}
          </>
        }
      />
      {filters ? <div className="filters">{filters}</div> : null}
      {error ? <Trouble error={error} what={title} onRetry={() => void refetch()} /> : null}
      {isPending && !error ? <Waiting rows={8} /> : null}
      {data && !error ? (
        <section className="card" aria-label={title}>
          {isEmpty ? (
            <div className="empty">
              {isFiltered ? (
                <>
                  <b>Nothing matches {words}</b>
                  <Button onClick={() => setFilters({}, [])}>Clear filters</Button>
                </>
              ) : (
                (empty ?? <b>No {noun} yet.</b>)
              )}
            </div>
          ) : (
            <div className="scroll-x" tabIndex={-1}>
              {children}
            </div>
          )}
          <ListFoot noun={noun} />
        </section>
      ) : null}
    </>
  )
}

function ListFoot({ noun }: { noun: string }) {
  const { data, total, page, perPage, setPage, hasNextPage, hasPreviousPage } = useListContext()
  const shown = data?.length ?? 0
  if (shown === 0 && page === 1) return null
  const first = (page - 1) * perPage + 1
  const range = `${formatFigure(first)} to ${formatFigure(first + shown - 1)}`
  return (
    <div className="list-foot">
      <span>
        {shown === 0 ? 'Nothing on this page' : range}
        {total === undefined ? ` ${noun}` : ` of ${formatFigure(total)} ${noun}`}
      </span>
      <span className="push" />
      {hasPreviousPage || hasNextPage ? (
        <>
          <Button size="small" disabled={!hasPreviousPage} onClick={() => setPage(page - 1)}>
            Previous
          </Button>
          <Button size="small" disabled={!hasNextPage} onClick={() => setPage(page + 1)}>
            Next
          </Button>
        </>
      ) : null}
    </div>
  )
}

/** The same rows, filters and order as a file, streamed by the server. */
function CsvButton() {
  const resource = useResourceContext()
  const { filterValues, filter, sort } = useListContext()
  if (!resource) return null
  const query = filterQuery({ ...filter, ...filterValues })
  const order = sortParameter(sort)
  if (order) query.set('sort', order)
  query.set('format', 'csv')
  return (
    <Button
      startIcon={<IconFileExport className="icon s" />}
      href={`${apiRoot}${resourcePath(resource).path}?${query}`}
      download={`${resource}.csv`}
    >
      CSV
    </Button>
  )
}
