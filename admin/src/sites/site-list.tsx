import Button from '@mui/material/Button'
import { DataTable } from 'react-admin'
import { Link } from 'react-router-dom'
import { useExtensionColumns } from '../extensions/extension-columns.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { say } from '../words/say.ts'

/** Buildings and yards, each with its clock. */
export default function SiteList() {
  return (
    <ListPage
      title={say('Sites')}
      noun={say('sites')}
      sort={{ field: 'code', order: 'ASC' }}
      actions={<NewButton resource="sites" word={say('New site')} />}
      empty={
        <>
          <b>{say('No sites yet.')}</b>
          <span>{say('A site is a building; its locations grow under it.')}</span>
          <NewButton resource="sites" word={say('New site')} />
        </>
      }
    >
      <DataTable rowClick="edit" bulkActionButtons={false}>
        <DataTable.Col
          source="code"
          label={say('Code')}
          render={(row) => <span className="code">{row.code}</span>}
        />
        <DataTable.Col
          source="name"
          label={say('Name')}
          render={(row) => <span className="strong">{row.name}</span>}
        />
        <DataTable.Col label={say('Time zone')} disableSort render={(row) => row.timeZone} />
        <DataTable.Col
          label={say('Locations')}
          disableSort
          render={(row) => (
            <Button
              size="small"
              component={Link}
              to={`/locations?filter=${encodeURIComponent(JSON.stringify({ site: row.id }))}`}
              onClick={(event) => event.stopPropagation()}
            >
              {say('Open locations')}
            </Button>
          )}
        />
        {useExtensionColumns()}
      </DataTable>
    </ListPage>
  )
}
