import { ChoiceFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { say } from '../words/say.ts'
import { ownerKinds } from './owner-fields.tsx'

/** Whose stock there is. */
export default function OwnerList() {
  return (
    <ListPage
      title={say('Owners')}
      noun={say('owners')}
      sort={{ field: 'name', order: 'ASC' }}
      create={say('New owner')}
      filters={
        <>
          <SearchFilter placeholder={say('Name')} />
          <ChoiceFilter source="kind" label={say('Kind')} choices={ownerKinds()} />
        </>
      }
      rowClick="edit"
      columns={[
        { source: 'name', label: say('Name'), as: 'strong', canSort: true },
        { source: 'kind', label: say('Kind'), canSort: true },
        { source: 'createdAt', label: say('Created'), as: 'instant', canSort: true },
      ]}
    />
  )
}
