import { ChoiceFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { ownerKinds } from './owner-fields.tsx'

/** Whose stock there is. */
export default function OwnerList() {
  return (
    <ListPage
      title="Owners"
      noun="owners"
      sort={{ field: 'name', order: 'ASC' }}
      create="New owner"
      filters={
        <>
          <SearchFilter placeholder="Name" />
          <ChoiceFilter source="kind" label="Kind" choices={ownerKinds} />
        </>
      }
      rowClick="edit"
      columns={[
        { source: 'name', label: 'Name', as: 'strong', canSort: true },
        { source: 'kind', label: 'Kind', canSort: true },
        { source: 'createdAt', label: 'Created', as: 'instant', canSort: true },
      ]}
    />
  )
}
