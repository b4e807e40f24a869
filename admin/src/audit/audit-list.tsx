import { DataTable } from 'react-admin'
import { Instant } from '../pieces/instant.tsx'
import { InstantFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'

interface Change {
  readonly id: string
  readonly at: string
  readonly actorName: string | null
  readonly action: string
  readonly entity: string
  readonly entityId: string
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown> | null
}

/** Who changed what, newest first. Movements are their own audit. */
export default function AuditList() {
  return (
    <ListPage
      title="Audit"
      noun="changes"
      sort={{ field: 'at', order: 'DESC' }}
      filters={
        <>
          <SearchFilter source="entity" placeholder="Kind of row, such as items.item" />
          <InstantFilter source="at.gte" label="From" />
          <InstantFilter source="at.lte" label="Until" />
        </>
      }
    >
      <DataTable<Change> rowClick={false} bulkActionButtons={false}>
        <DataTable.Col<Change> source="at" label="When" render={(row) => <Instant at={row.at} />} />
        <DataTable.Col<Change> label="By" disableSort render={(row) => row.actorName ?? 'unknown'} />
        <DataTable.Col<Change> label="Did" disableSort render={(row) => row.action} />
        <DataTable.Col<Change>
          label="To"
          disableSort
          render={(row) => <span className="code">{row.entity}</span>}
        />
        <DataTable.Col<Change> label="From, to" disableSort render={(row) => <Changes change={row} />} />
      </DataTable>
    </ListPage>
  )
}

const shownFields = 6

function Changes({ change }: { change: Change }) {
  const { before, after } = change
  const isTold = (field: string) => (before?.[field] ?? after?.[field] ?? null) !== null
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
    .filter(isTold)
    .slice(0, shownFields)
  return (
    <span className="small">
      {fields.map((field) => (
        <span key={field} style={{ marginRight: 12, display: 'inline-block' }}>
          <span className="muted">{field}</span>{' '}
          {before && field in before ? <span className="struck muted">{wordOf(before[field])}</span> : null}{' '}
          {after && field in after ? wordOf(after[field]) : null}
        </span>
      ))}
    </span>
  )
}

function wordOf(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
