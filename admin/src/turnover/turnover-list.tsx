import { DataTable } from 'react-admin'
import { Link } from 'react-router-dom'
import { Figure } from '../pieces/figure.tsx'
import { InstantFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { anyOwner } from '../pieces/pickables.ts'
import { say } from '../words/say.ts'

interface TurnoverRow {
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly baseUnit: string
  readonly issued: number
  readonly received: number
  readonly moved: number
  readonly lines: number
}

const figures = () =>
  [
    ['issued', say('Issued')],
    ['received', say('Received')],
    ['moved', say('Moved within')],
  ] as const

/** What moved most in a period; all time unless a period is named. */
export default function TurnoverList() {
  return (
    <ListPage
      title={say('Top movers')}
      noun={say('items')}
      sort={{ field: 'issued', order: 'DESC' }}
      empty={
        <>
          <b>{say('Nothing has moved yet.')}</b>
          <span>{say('It fills with the first issue.')}</span>
        </>
      }
      filters={
        <>
          <SearchFilter placeholder={say('SKU or name')} />
          <InstantFilter source="from" label={say('From')} />
          <InstantFilter source="until" label={say('Until')} />
          <PickFilter source="owner" label={say('Owner')} of={anyOwner} width={150} />
        </>
      }
    >
      <DataTable<TurnoverRow> rowClick={false} bulkActionButtons={false}>
        <DataTable.Col<TurnoverRow>
          source="sku"
          label={say('Item')}
          render={(row) => (
            <Link to={`/items/${row.id}/show`}>
              <span className="code">{row.sku}</span> <span className="strong">{row.name}</span>
            </Link>
          )}
        />
        {figures().map(([source, label]) => (
          <DataTable.Col<TurnoverRow>
            align="right"
            key={source}
            source={source}
            label={label}
            render={(row) => <Figure value={row[source]} unit={row.baseUnit} />}
          />
        ))}
        <DataTable.Col<TurnoverRow>
          align="right"
          source="lines"
          label={say('Lines')}
          render={(row) => <Figure value={row.lines} />}
        />
      </DataTable>
    </ListPage>
  )
}
