import { DataTable } from 'react-admin'
import type { MovementRow } from '../ledger/rows.ts'
import { Instant } from '../pieces/instant.tsx'
import { ChoiceFilter, InstantFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { anyItem, anyLocation, anyOwner, anyReason } from '../pieces/pickables.ts'
import { KindMark, movementKinds } from './movement-kinds.tsx'
import { StatusOfMovement } from './movement-state.tsx'

/** All movements, newest first: every change of stock there ever was. */
export default function MovementList() {
  return (
    <ListPage
      title="Movements"
      noun="movements"
      sort={{ field: 'at', order: 'DESC' }}
      empty={
        <>
          <b>No movements yet.</b>
          <span>They come with the first receipt.</span>
        </>
      }
      filters={
        <>
          <ChoiceFilter source="kind" label="Kind" choices={movementKinds} />
          <PickFilter source="item" label="Item" of={anyItem} />
          <PickFilter source="location" label="Location" of={anyLocation} width={170} />
          <PickFilter source="owner" label="Owner" of={anyOwner} width={150} />
          <PickFilter source="reason" label="Reason" of={anyReason} width={150} />
          <SearchFilter source="source" placeholder="Document number" />
          <InstantFilter source="effectiveAt.gte" label="Happened from" />
          <InstantFilter source="effectiveAt.lte" label="Happened until" />
        </>
      }
    >
      <DataTable<MovementRow> rowClick="show" bulkActionButtons={false}>
        <DataTable.Col<MovementRow> source="at" label="Posted" render={(row) => <Instant at={row.at} />} />
        <DataTable.Col<MovementRow>
          source="kind"
          label="Kind"
          disableSort
          render={(row) => <KindMark kind={row.kind} />}
        />
        <DataTable.Col<MovementRow>
          label="Document"
          disableSort
          render={(row) => (row.source ? `${row.source.type} ${row.source.id}` : '')}
        />
        <DataTable.Col<MovementRow> source="reason" label="Reason" disableSort />
        <DataTable.Col<MovementRow> label="Owner" disableSort render={(row) => row.owner?.name} />
        <DataTable.Col<MovementRow> label="By" disableSort render={(row) => row.actor?.name} />
        <DataTable.Col<MovementRow>
          source="effectiveAt"
          label="Happened"
          disableSort
          render={(row) => <Instant at={row.effectiveAt} />}
        />
        <DataTable.Col<MovementRow>
          label="State"
          disableSort
          render={(row) => <StatusOfMovement movement={row} />}
        />
      </DataTable>
    </ListPage>
  )
}
