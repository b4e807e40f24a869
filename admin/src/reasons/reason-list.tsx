import { DataTable } from 'react-admin'
import { SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'

/** Why stock is changed by hand. */
export default function ReasonList() {
  return (
    <ListPage
      title="Reasons"
      noun="reasons"
      sort={{ field: 'code', order: 'ASC' }}
      actions={<NewButton resource="reasons" word="New reason" />}
      filters={<SearchFilter placeholder="Code or title" />}
    >
      <DataTable rowClick="edit" bulkActionButtons={false}>
        <DataTable.Col
          source="code"
          label="Code"
          render={(row) => <span className="code">{row.code}</span>}
        />
        <DataTable.Col
          source="title"
          label="Title"
          render={(row) => <span className="strong">{row.title}</span>}
        />
        <DataTable.Col
          label="In use"
          disableSort
          render={(row) => (row.isActive ? 'in use' : <span className="muted">out of use</span>)}
        />
        <DataTable.Col label="Added by" disableSort render={(row) => row.plugin} />
      </DataTable>
    </ListPage>
  )
}
