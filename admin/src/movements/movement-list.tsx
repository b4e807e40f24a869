import { DataTable } from 'react-admin'
import type { MovementRow } from '../ledger/rows.ts'
import { Instant } from '../pieces/instant.tsx'
import { ChoiceFilter, InstantFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { anyItem, anyLocation, anyOwner, anyReason } from '../pieces/pickables.ts'
import { say } from '../words/say.ts'
import { KindMark, movementKinds } from './movement-kinds.tsx'
import { StatusOfMovement } from './movement-state.tsx'

/** All movements, newest first: every change of stock there ever was. */
export default function MovementList() {
  return (
    <ListPage
      title={say('Movements')}
      noun={say('movements')}
      sort={{ field: 'at', order: 'DESC' }}
      empty={
        <>
          <b>{say('No movements yet.')}</b>
          <span>{say('They come with the first receipt.')}</span>
        </>
      }
      filters={
        <>
          <ChoiceFilter source="kind" label={say('Kind')} choices={movementKinds()} />
          <PickFilter source="item" label={say('Item')} of={anyItem} />
          <PickFilter source="location" label={say('Location')} of={anyLocation} width={170} />
          <PickFilter source="owner" label={say('Owner')} of={anyOwner} width={150} />
          <PickFilter source="reason" label={say('Reason')} of={anyReason} width={150} />
          <SearchFilter source="source" placeholder={say('Document number')} />
          <InstantFilter source="effectiveAt.gte" label={say('Happened from')} />
          <InstantFilter source="effectiveAt.lte" label={say('Happened until')} />
        </>
      }
    >
      <DataTable<MovementRow> rowClick="show" bulkActionButtons={false}>
        <DataTable.Col<MovementRow>
          source="at"
          label={say('Posted')}
          render={(row) => <Instant at={row.at} />}
        />
        <DataTable.Col<MovementRow>
          source="kind"
          label={say('Kind')}
          disableSort
          render={(row) => <KindMark kind={row.kind} />}
        />
        <DataTable.Col<MovementRow>
          label={say('Document')}
          disableSort
          render={(row) => (row.source ? `${row.source.type} ${row.source.id}` : '')}
        />
        <DataTable.Col<MovementRow> source="reason" label={say('Reason')} disableSort />
        <DataTable.Col<MovementRow> label={say('Owner')} disableSort render={(row) => row.owner?.name} />
        <DataTable.Col<MovementRow> label={say('By')} disableSort render={(row) => row.actor?.name} />
        <DataTable.Col<MovementRow>
          source="effectiveAt"
          label={say('Happened')}
          disableSort
          render={(row) => <Instant at={row.effectiveAt} />}
        />
        <DataTable.Col<MovementRow>
          label={say('State')}
          disableSort
          render={(row) => <StatusOfMovement movement={row} />}
        />
      </DataTable>
    </ListPage>
  )
}
