import { Link } from 'react-router-dom'
import type { ListColumn } from '../lists/list-columns.tsx'
import { Figure } from '../pieces/figure.tsx'
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
      columns={columns()}
    />
  )
}

const columns = (): readonly ListColumn<DebtRow>[] => [
  {
    source: 'item.sku',
    label: say('Item'),
    canSort: true,
    draw: ({ item }) => (
      <Link to={`/items/${item.id}/show`}>
        <span className="code">{item.sku}</span> <span className="strong">{item.name}</span>
      </Link>
    ),
  },
  {
    source: 'location.code',
    label: say('Location'),
    canSort: true,
    draw: ({ location }) => <Plate code={location.code} />,
  },
  { source: 'owner', label: say('Owner'), draw: ({ owner }) => owner.name },
  {
    source: 'onHand',
    label: say('On hand'),
    as: 'figure',
    canSort: true,
    draw: ({ onHand, item }) => <Figure value={onHand} unit={item.baseUnit} />,
  },
  {
    source: 'debtLimit',
    label: say('May go down to'),
    as: 'figure',
    draw: ({ debtLimit }) => <Figure value={-debtLimit} />,
  },
  { source: 'since', label: say('Since'), as: 'instant', canSort: true },
  {
    source: 'actor',
    label: say('By'),
    draw: ({ movement, actor }) => (
      <Link to={`/movements/${movement}/show`}>{actor.name === '' ? say('a movement') : actor.name}</Link>
    ),
  },
]
