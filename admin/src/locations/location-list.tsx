import Button from '@mui/material/Button'
import { IconLayoutGrid } from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import { holdMany } from '../holds/hold-many.ts'
import type { ListColumn } from '../lists/list-columns.tsx'
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
      rowClick="show"
      bulk={[
        holdMany('locations'),
        { verb: say('Put in use'), done: say('are in use'), change: { isActive: true } },
        { verb: say('Take out of use'), done: say('are out of use'), change: { isActive: false } },
      ]}
      nameOf={({ code }: Location) => code}
      columns={columns()}
    />
  )
}

const columns = (): readonly ListColumn<Location>[] => [
  { source: 'path', label: say('Place'), canSort: true, draw: (row) => <TreePlace location={row} /> },
  { source: 'kind', label: say('Kind'), canSort: true, draw: ({ kind }) => locationKindWord(kind) },
  { source: 'barcode', label: say('Barcode'), as: 'code' },
  { source: 'checkDigits', label: say('Check digits'), as: 'code' },
  { source: 'x', label: say('At x, y, z'), draw: coordinates },
  {
    source: 'isActive',
    label: say('Use'),
    draw: ({ isActive }) => (isActive ? say('in use') : <span className="muted">{say('out of use')}</span>),
  },
]

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
