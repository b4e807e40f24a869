import Button from '@mui/material/Button'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import type { ListColumn } from '../lists/list-columns.tsx'
import { formatFigure } from '../pieces/format.ts'
import { Instant } from '../pieces/instant.tsx'
import { PickFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { anyItem, anyOwner, balancedLocation } from '../pieces/pickables.ts'
import { useRights } from '../providers/rights.ts'
import { say } from '../words/say.ts'
import { AllocateDialog } from './allocate-dialog.tsx'
import type { Allocation } from './allocation.ts'
import { DemandLink, eventsOf } from './demand-link.tsx'
import { KeptThing } from './kept-thing.tsx'
import { ReleaseDialog } from './release-dialog.tsx'

/** What is kept for whom, now. */
export default function AllocationList() {
  const { mayChange } = useRights()
  const mayWrite = mayChange('ledger.allocation.write')
  const [released, setReleased] = useState<Allocation>()
  const [isAllocating, setAllocating] = useState(false)
  return (
    <>
      <ListPage
        title={say('Allocations')}
        noun={say('allocations')}
        sort={{ field: 'id', order: 'DESC' }}
        empty={
          <>
            <b>{say('Nothing is kept for anybody.')}</b>
            <span>{say('What an order is sure of stands here, balance by balance.')}</span>
          </>
        }
        actions={
          <>
            <Button component={Link} to={eventsOf({})} startIcon={<IconHistory className="icon s" />}>
              {say('What became of them')}
            </Button>
            {mayWrite ? (
              <Button variant="contained" onClick={() => setAllocating(true)}>
                {say('Allocate')}
              </Button>
            ) : null}
          </>
        }
        filters={
          <>
            <PickFilter source="item" label={say('Item')} of={anyItem} />
            <PickFilter source="location" label={say('In a place')} of={balancedLocation} width={150} />
            <PickFilter source="owner" label={say('Owner')} of={anyOwner} width={150} />
          </>
        }
        bulk={[
          {
            verb: say('Release'),
            done: say('are released'),
            change: { act: 'release' },
            right: 'ledger.allocation.write',
          },
        ]}
        nameOf={({ item, location }: Allocation) => `${item.sku}, ${location.code}`}
        columns={columnsOf(mayWrite ? setReleased : undefined)}
      />
      {isAllocating ? <AllocateDialog onClose={() => setAllocating(false)} /> : null}
      {released ? <ReleaseDialog allocation={released} onClose={() => setReleased(undefined)} /> : null}
    </>
  )
}

type Release = ((allocation: Allocation) => void) | undefined

function columnsOf(onRelease: Release): readonly ListColumn<Allocation>[] {
  return [
    { source: 'item', label: say('Item'), draw: (allocation) => <KeptThing of={allocation} /> },
    {
      source: 'quantity',
      label: say('Kept'),
      as: 'figure',
      draw: ({ quantity, item }) => (
        <span className="strong">
          {formatFigure(quantity)} {item.baseUnit}
        </span>
      ),
    },
    {
      source: 'location',
      label: say('Where'),
      draw: ({ location, handlingUnit }) => (
        <span className="code">
          {location.code}
          {handlingUnit === null ? '' : ` · ${handlingUnit.code}`}
        </span>
      ),
    },
    { source: 'demand', label: say('For'), draw: ({ demand }) => <DemandLink demand={demand} /> },
    { source: 'owner', label: say('Owner'), draw: ({ owner }) => owner.name },
    { source: 'expiresAt', label: say('Until'), as: 'instant' },
    { source: 'createdAt', label: say('Since'), draw: (allocation) => <Since allocation={allocation} /> },
    ...(onRelease === undefined ? [] : [releaseColumn(onRelease)]),
  ]
}

function Since({ allocation: { id, createdAt } }: { allocation: Allocation }) {
  return (
    <Link to={eventsOf({ allocation: id })} title={say('What became of it')}>
      <Instant at={createdAt} />
    </Link>
  )
}

function releaseColumn(onRelease: NonNullable<Release>): ListColumn<Allocation> {
  return {
    source: 'release',
    label: say('Let go'),
    draw: (allocation) => (
      <Button size="small" onClick={() => onRelease(allocation)}>
        {say('Release')}
      </Button>
    ),
  }
}
