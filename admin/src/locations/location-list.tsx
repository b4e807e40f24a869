import Button from '@mui/material/Button'
import { IconLayoutGrid } from '@tabler/icons-react'
import { DataTable } from 'react-admin'
import { Link } from 'react-router-dom'
import { useExtensionColumns } from '../extensions/extension-columns.tsx'
import { ChoiceFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { anySite } from '../pieces/pickables.ts'
import { Plate } from '../pieces/plate.tsx'
import { say } from '../words/say.ts'
import { type Location, locationKinds, locationKindWord } from './location.ts'

/** The tree of places, in the order of its paths: what is in a place stands beneath it. */
export default function LocationList() {
  return (
    <ListPage
      title={say('Locations')}
      noun={say('locations')}
      sort={{ field: 'path', order: 'ASC' }}
      actions={
        <>
          <Button component={Link} to="/locations/layout" startIcon={<IconLayoutGrid className="icon s" />}>
            {say('Lay out a building')}
          </Button>
          <NewButton resource="locations" word={say('New location')} />
        </>
      }
      filters={<LocationFilters />}
    >
      <DataTable<Location> rowClick="show" bulkActionButtons={false}>
        <DataTable.Col<Location>
          source="path"
          label={say('Place')}
          render={(row) => <TreePlace location={row} />}
        />
        <DataTable.Col<Location>
          source="kind"
          label={say('Kind')}
          render={({ kind }) => locationKindWord(kind)}
        />
        <DataTable.Col<Location>
          label={say('Barcode')}
          disableSort
          render={(row) => <span className="code">{row.barcode}</span>}
        />
        <DataTable.Col<Location>
          label={say('Check digits')}
          disableSort
          render={(row) => <span className="code">{row.checkDigits}</span>}
        />
        <DataTable.Col<Location> label={say('At x, y, z')} disableSort render={(row) => coordinates(row)} />
        <DataTable.Col<Location>
          label={say('Use')}
          disableSort
          render={(row) =>
            row.isActive ? say('in use') : <span className="muted">{say('out of use')}</span>
          }
        />
        {useExtensionColumns()}
      </DataTable>
    </ListPage>
  )
}

function TreePlace({ location }: { location: Location }) {
  const depth = location.path.split('/').length - 1
  return (
    <span style={{ paddingLeft: depth * 20 }}>
      <Plate code={location.code} isOutside={location.kind === 'external'} />
    </span>
  )
}

/** A place's coordinates in metres, where it has them. */
export function coordinates({ x, y, z }: Location): string {
  return x === null || y === null ? '' : `${x}, ${y}, ${z ?? 0} m`
}

function LocationFilters() {
  return (
    <>
      <SearchFilter placeholder={say('Code or barcode')} />
      <PickFilter source="site" label={say('Site')} of={anySite} width={170} />
      <ChoiceFilter
        source="kind"
        label={say('Kind')}
        choices={[
          { id: 'site', name: say('site') },
          ...locationKinds(),
          { id: 'external', name: say('outside') },
        ]}
      />
      <ChoiceFilter
        source="isActive"
        label={say('Use')}
        choices={[
          { id: 'true', name: say('in use') },
          { id: 'false', name: say('out of use') },
        ]}
      />
    </>
  )
}
