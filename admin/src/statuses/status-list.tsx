import { DataTable } from 'react-admin'
import { useExtensionColumns } from '../extensions/extension-columns.tsx'
import { SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { StatusChip } from '../pieces/status-chip.tsx'
import { say } from '../words/say.ts'
import { type Status, statusFlags } from './status.ts'

/** What may be done with stock in each status. Built-in ones keep their meaning; one's own open. */
export default function StatusList() {
  const kept = useExtensionColumns()
  return (
    <ListPage
      title={say('Statuses')}
      noun={say('statuses')}
      sort={{ field: 'no', order: 'ASC' }}
      actions={<NewButton resource="statuses" word={say('New status')} />}
      filters={<SearchFilter placeholder={say('Name or title')} />}
    >
      <DataTable<Status>
        rowClick={(_, __, row) => (row.plugin === 'own' ? 'edit' : false)}
        bulkActionButtons={false}
      >
        <DataTable.Col<Status>
          source="name"
          label={say('Status')}
          render={({ name }) => <StatusChip status={name} />}
        />
        <DataTable.Col<Status>
          source="title"
          label={say('Title')}
          render={({ title }) => <span className="strong">{title}</span>}
        />
        {statusFlags().map(({ source, word }) => (
          <DataTable.Col<Status>
            key={source}
            label={word}
            disableSort
            render={(row) => (row[source] ? say('yes') : <span className="muted">{say('no')}</span>)}
          />
        ))}
        <DataTable.Col<Status>
          label={say('Added by')}
          disableSort
          render={({ plugin }) => (plugin === 'own' ? say('us') : <span className="muted">{plugin}</span>)}
        />
        {kept}
      </DataTable>
    </ListPage>
  )
}
