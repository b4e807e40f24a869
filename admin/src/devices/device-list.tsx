import { DataTable } from 'react-admin'
import { Instant } from '../pieces/instant.tsx'
import { SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'

/** The scanners and terminals on which people of the floor log in by badge or PIN. */
export default function DeviceList() {
  return (
    <ListPage
      title="Devices"
      noun="devices"
      sort={{ field: 'name', order: 'ASC' }}
      filters={<SearchFilter placeholder="Name" />}
    >
      <DataTable rowClick={false} bulkActionButtons={false}>
        <DataTable.Col
          source="name"
          label="Name"
          render={(row) => <span className="strong">{row.name}</span>}
        />
        <DataTable.Col
          label="Log-in"
          disableSort
          render={(row) => (row.asksPin ? 'badge and PIN' : 'badge, or PIN')}
        />
        <DataTable.Col label="Last seen" disableSort render={(row) => <Instant at={row.lastSeenAt} />} />
        <DataTable.Col
          label="State"
          disableSort
          render={(row) => (row.revokedAt ? <span className="muted">revoked</span> : 'registered')}
        />
        <DataTable.Col source="createdAt" label="Created" render={(row) => <Instant at={row.createdAt} />} />
      </DataTable>
    </ListPage>
  )
}
