import Button from '@mui/material/Button'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { DataTable } from 'react-admin'
import { Link } from 'react-router-dom'
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
      >
        <AllocationTable onRelease={mayWrite ? setReleased : undefined} />
      </ListPage>
      {isAllocating ? <AllocateDialog onClose={() => setAllocating(false)} /> : null}
      {released ? <ReleaseDialog allocation={released} onClose={() => setReleased(undefined)} /> : null}
    </>
  )
}

function AllocationTable({ onRelease }: { onRelease: ((allocation: Allocation) => void) | undefined }) {
  return (
    <DataTable<Allocation> rowClick={false} bulkActionButtons={false}>
      <DataTable.Col<Allocation>
        label={say('Item')}
        disableSort
        render={(allocation) => <KeptThing of={allocation} />}
      />
      <DataTable.Col<Allocation>
        label={say('Kept')}
        cellClassName="num"
        headerClassName="num"
        disableSort
        render={({ quantity, item }) => (
          <span className="strong">
            {formatFigure(quantity)} {item.baseUnit}
          </span>
        )}
      />
      <DataTable.Col<Allocation>
        label={say('Where')}
        disableSort
        render={({ location, handlingUnit }) => (
          <span className="code">
            {location.code}
            {handlingUnit === null ? '' : ` · ${handlingUnit.code}`}
          </span>
        )}
      />
      <Purpose />
      {onRelease === undefined ? null : (
        <DataTable.Col<Allocation>
          label={say('Let go')}
          source="release"
          disableSort
          render={(allocation) => (
            <Button size="small" onClick={() => onRelease(allocation)}>
              {say('Release')}
            </Button>
          )}
        />
      )}
    </DataTable>
  )
}

/** For whom it is kept, whose it is, and for how long. */
function Purpose() {
  return (
    <>
      <DataTable.Col<Allocation>
        label={say('For')}
        disableSort
        render={({ demand }) => <DemandLink demand={demand} />}
      />
      <DataTable.Col<Allocation> label={say('Owner')} disableSort render={({ owner }) => owner.name} />
      <DataTable.Col<Allocation>
        label={say('Until')}
        disableSort
        render={({ expiresAt }) => (expiresAt === null ? '' : <Instant at={expiresAt} />)}
      />
      <DataTable.Col<Allocation>
        label={say('Since')}
        disableSort
        render={({ id, createdAt }) => (
          <Link to={eventsOf({ allocation: id })} title={say('What became of it')}>
            <Instant at={createdAt} />
          </Link>
        )}
      />
    </>
  )
}
