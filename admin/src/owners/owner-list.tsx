import { DataTable } from 'react-admin'
import { Instant } from '../pieces/instant.tsx'
import { ChoiceFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { ownerKinds } from './owner-fields.tsx'

/** Whose stock there is. */
export default function OwnerList() {
  return (
    <ListPage
      title="Owners"
      noun="owners"
      sort={{ field: 'name', order: 'ASC' }}
      actions={<NewButton resource="owners" word="New owner" />}
      filters={
        <>
          <SearchFilter placeholder="Name" />
          <ChoiceFilter source="kind" label="Kind" choices={ownerKinds} />
        </>
      }
    >
      <DataTable rowClick="edit" bulkActionButtons={false}>
        <DataTable.Col
          source="name"
          label="Name"
          render={(row) => <span className="strong">{row.name}</span>}
        />
        <DataTable.Col source="kind" label="Kind" />
        <DataTable.Col source="createdAt" label="Created" render={(row) => <Instant at={row.createdAt} />} />
      </DataTable>
    </ListPage>
  )
}
