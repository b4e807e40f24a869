import { DataTable } from 'react-admin'
import { Instant } from '../pieces/instant.tsx'
import { InstantFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { say } from '../words/say.ts'
import type { Decision } from './decision.ts'

/** Why stock was chosen, and whatever else strategies are asked. */
export default function DecisionList() {
  return (
    <ListPage
      title={say('Decisions')}
      noun={say('decisions')}
      sort={{ field: 'at', order: 'DESC' }}
      empty={
        <>
          <b>{say('No strategy was asked yet.')}</b>
          <span>
            {say('A plugin that answers questions such as “which lot” leaves here why it chose what it did.')}
          </span>
        </>
      }
      filters={
        <>
          <SearchFilter source="point" placeholder={say('Question, such as ledger.allocate')} />
          <InstantFilter source="at.gte" label={say('From')} />
          <InstantFilter source="at.lte" label={say('Until')} />
        </>
      }
    >
      <DataTable<Decision> rowClick="show" bulkActionButtons={false}>
        <DataTable.Col<Decision> source="at" label={say('When')} render={({ at }) => <Instant at={at} />} />
        <DataTable.Col<Decision>
          label={say('Question')}
          disableSort
          render={({ point }) => <span className="code">{point}</span>}
        />
        <DataTable.Col<Decision> source="because" label={say('Why')} disableSort />
        <DataTable.Col<Decision>
          label={say('Asked of')}
          disableSort
          render={({ strategy, strategyVersion }) =>
            say('{strategy}, version {strategyVersion}', { strategy, strategyVersion })
          }
        />
        <DataTable.Col<Decision> source="keptFor" label={say('Kept for')} disableSort />
      </DataTable>
    </ListPage>
  )
}
