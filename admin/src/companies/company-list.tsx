import { Instant } from '../pieces/instant.tsx'
import { ListPage } from '../pieces/list-page.tsx'

/** Legal entities of the house. */
export default function CompanyList() {
  return (
    <ListPage
      title="Companies"
      noun="companies"
      sort={{ field: 'name', order: 'ASC' }}
      create="New company"
      search="Name"
      rowClick="edit"
      columns={[
        { source: 'name', label: 'Name', as: 'strong', canSort: true },
        { source: 'baseCurrency', label: 'Base currency' },
        {
          source: 'closedThrough',
          label: 'Books closed until',
          draw: (row) =>
            row.closedThrough ? <Instant at={row.closedThrough} /> : <span className="muted">open</span>,
        },
        { source: 'createdAt', label: 'Created', as: 'instant', canSort: true },
      ]}
    />
  )
}
