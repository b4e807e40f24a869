import { Instant } from '../pieces/instant.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { say } from '../words/say.ts'

/** Legal entities of the house. */
export default function CompanyList() {
  return (
    <ListPage
      title={say('Companies')}
      noun={say('companies')}
      sort={{ field: 'name', order: 'ASC' }}
      create={say('New company')}
      search={say('Name')}
      rowClick="edit"
      columns={[
        { source: 'name', label: say('Name'), as: 'strong', canSort: true },
        { source: 'baseCurrency', label: say('Base currency') },
        {
          source: 'closedThrough',
          label: say('Books closed until'),
          draw: (row) =>
            row.closedThrough ? (
              <Instant at={row.closedThrough} />
            ) : (
              <span className="muted">{say('open')}</span>
            ),
        },
        { source: 'createdAt', label: say('Created'), as: 'instant', canSort: true },
      ]}
    />
  )
}
