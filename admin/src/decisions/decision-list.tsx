import { DataTable } from 'react-admin'
import { Instant } from '../pieces/instant.tsx'
import { InstantFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import type { Decision } from './decision.ts'

/** Why stock was chosen, and whatever else strategies are asked. */
export default function DecisionList() {
  return (
    <ListPage
      title="Decisions"
      noun="decisions"
      sort={{ field: 'at', order: 'DESC' }}
      empty={
        <>
          <b>No strategy was asked yet.</b>
          <span>
            A plugin that answers questions such as “which lot” leaves here why it chose what it did.
          </span>
        </>
      }
      filters={
        <>
          <SearchFilter source="point" placeholder="Question, such as ledger.allocate" />
          <InstantFilter source="at.gte" label="From" />
          <InstantFilter source="at.lte" label="Until" />
        </>
      }
    >
      <DataTable<Decision> rowClick="show" bulkActionButtons={false}>
        <DataTable.Col<Decision> source="at" label="When" render={({ at }) => <Instant at={at} />} />
        <DataTable.Col<Decision>
          label="Question"
          disableSort
          render={({ point }) => <span className="code">{point}</span>}
        />
        <DataTable.Col<Decision> source="because" label="Why" disableSort />
        <DataTable.Col<Decision>
          label="Asked of"
          disableSort
          render={({ strategy, strategyVersion }) => `${strategy}, version ${strategyVersion}`}
        />
        <DataTable.Col<Decision> source="keptFor" label="Kept for" disableSort />
      </DataTable>
    </ListPage>
  )
}
