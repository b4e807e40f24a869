import Button from '@mui/material/Button'
import type { RaRecord } from 'react-admin'
import { Link } from 'react-router-dom'
import type { ListColumn } from '../lists/list-columns.tsx'
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
      search={say('Code or name')}
      rowClick="edit"
      columns={columns()}
    />
  )
}

const columns = (): readonly ListColumn<RaRecord>[] => [
  { source: 'code', label: say('Code'), as: 'code', canSort: true },
  { source: 'name', label: say('Name'), as: 'strong', canSort: true },
  { source: 'timeZone', label: say('Time zone') },
  { source: 'id', label: say('Locations'), draw: ({ id }) => <LocationsOf site={String(id)} /> },
]

function LocationsOf({ site }: { site: string }) {
  return (
    <Button
      size="small"
      component={Link}
      to={`/locations?filter=${encodeURIComponent(JSON.stringify({ site }))}`}
      onClick={(event) => event.stopPropagation()}
    >
      {say('Open locations')}
    </Button>
  )
}
