import { Link } from 'react-router-dom'
import type { ListColumn } from '../lists/list-columns.tsx'
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
      columns={columns()}
    />
  )
}

const columns = (): readonly ListColumn<TurnoverRow>[] => [
  {
    source: 'sku',
    label: say('Item'),
    canSort: true,
    draw: ({ id, sku, name }) => (
      <Link to={`/items/${id}/show`}>
        <span className="code">{sku}</span> <span className="strong">{name}</span>
      </Link>
    ),
  },
  ...figures().map(
    ([source, label]): ListColumn<TurnoverRow> => ({
      source,
      label,
      as: 'figure',
      canSort: true,
      draw: (row) => <Figure value={row[source]} unit={row.baseUnit} />,
    }),
  ),
  { source: 'lines', label: say('Lines'), as: 'figure', canSort: true },
]
