import { DataTable } from 'react-admin'
import { Instant } from '../pieces/instant.tsx'
import { SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'

/** Legal entities of the house. */
export default function CompanyList() {
  return (
    <ListPage
      title="Companies"
      noun="companies"
      sort={{ field: 'name', order: 'ASC' }}
      actions={<NewButton resource="companies" word="New company" />}
      filters={<SearchFilter placeholder="Name" />}
    >
      <DataTable rowClick="edit" bulkActionButtons={false}>
        <DataTable.Col
          source="name"
          label="Name"
          render={(row) => <span className="strong">{row.name}</span>}
        />
        <DataTable.Col source="baseCurrency" label="Base currency" disableSort />
        <DataTable.Col
          label="Books closed until"
          disableSort
          render={(row) =>
            row.closedThrough ? <Instant at={row.closedThrough} /> : <span className="muted">open</span>
          }
        />
        <DataTable.Col source="createdAt" label="Created" render={(row) => <Instant at={row.createdAt} />} />
      </DataTable>
    </ListPage>
  )
}
