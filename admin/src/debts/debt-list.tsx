import { DataTable } from 'react-admin'
import { Link } from 'react-router-dom'
import { Figure } from '../pieces/figure.tsx'
import { Instant } from '../pieces/instant.tsx'
import { PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { anyOwner } from '../pieces/pickables.ts'
import { Plate } from '../pieces/plate.tsx'
import { say } from '../words/say.ts'

interface DebtRow {
  readonly id: number
  readonly bucket: number
  readonly item: {
    readonly id: string
    readonly sku: string
    readonly name: string
    readonly baseUnit: string
  }
  readonly location: { readonly id: string; readonly code: string }
  readonly owner: { readonly id: string; readonly name: string }
  readonly onHand: number
  readonly debtLimit: number
  readonly since: string
  readonly movement: string
  readonly actor: { readonly id: string; readonly name: string }
}

/** Who went below zero, where, and since when. The longest debt stands first. */
export default function DebtList() {
  return (
    <ListPage
      title={say('Below zero')}
      noun={say('balances')}
      sort={{ field: 'since', order: 'ASC' }}
      empty={
        <>
          <b>{say('Nothing is below zero.')}</b>
          <span>{say('Only places with a debt limit of their own may go there.')}</span>
        </>
      }
      filters={
        <>
          <SearchFilter placeholder={say('SKU or location')} />
          <PickFilter source="owner" label={say('Owner')} of={anyOwner} width={150} />
        </>
      }
    >
      <DebtTable />
    </ListPage>
  )
}

function DebtTable() {
  return (
    <DataTable<DebtRow> rowClick={false} bulkActionButtons={false}>
      <DataTable.Col<DebtRow>
        source="item.sku"
        label={say('Item')}
        render={({ item }) => (
          <Link to={`/items/${item.id}/show`}>
            <span className="code">{item.sku}</span> <span className="strong">{item.name}</span>
          </Link>
        )}
      />
      <DataTable.Col<DebtRow>
        source="location.code"
        label={say('Location')}
        render={({ location }) => <Plate code={location.code} />}
      />
      <DataTable.Col<DebtRow> label={say('Owner')} disableSort render={({ owner }) => owner.name} />
      <DataTable.Col<DebtRow>
        align="right"
        source="onHand"
        label={say('On hand')}
        render={({ onHand, item }) => <Figure value={onHand} unit={item.baseUnit} />}
      />
      <DataTable.Col<DebtRow>
        align="right"
        source="debtLimit"
        label={say('May go down to')}
        disableSort
        render={({ debtLimit }) => <Figure value={-debtLimit} />}
      />
      <DataTable.Col<DebtRow>
        source="since"
        label={say('Since')}
        render={({ since }) => <Instant at={since} />}
      />
      <DataTable.Col<DebtRow>
        label={say('By')}
        disableSort
        render={({ movement, actor }) => (
          <Link to={`/movements/${movement}/show`}>{actor.name === '' ? say('a movement') : actor.name}</Link>
        )}
      />
    </DataTable>
  )
}
