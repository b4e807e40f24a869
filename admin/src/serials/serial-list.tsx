import { Link } from 'react-router-dom'
import { holdMany } from '../holds/hold-many.ts'
import type { ListColumn } from '../lists/list-columns.tsx'
import { ChoiceFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { anyItem, balancedLocation } from '../pieces/pickables.ts'
import { say } from '../words/say.ts'
import type { Serial } from './serial.ts'
import { SerialPlace } from './serial-place.tsx'

const whether = () =>
  [
    { id: 'true', name: say('in stock') },
    { id: 'false', name: say('not in stock') },
  ] as const

/** Every piece with a number of its own, and where it is. */
export default function SerialList() {
  return (
    <ListPage
      title={say('Serial numbers')}
      noun={say('numbers')}
      sort={{ field: 'number', order: 'ASC' }}
      empty={
        <>
          <b>{say('No serial numbers yet.')}</b>
          <span>{say('They come with the first receipt of an item that has them.')}</span>
        </>
      }
      filters={
        <>
          <SearchFilter placeholder={say('Number or SKU')} />
          <PickFilter source="item" label={say('Item')} of={anyItem} />
          <PickFilter source="within" label={say('In a place')} of={balancedLocation} width={150} />
          <ChoiceFilter source="inStock" label={say('Stock')} choices={whether()} />
        </>
      }
      rowClick="show"
      bulk={[holdMany('serials')]}
      columns={columns()}
    />
  )
}

const columns = (): readonly ListColumn<Serial>[] => [
  {
    source: 'number',
    label: say('Number'),
    canSort: true,
    draw: ({ number }) => <span className="code strong">{number}</span>,
  },
  {
    source: 'item',
    label: say('Item'),
    draw: ({ item }) => (
      <Link to={`/items/${item.id}/show`}>
        <span className="code">{item.sku}</span> <span className="strong">{item.name}</span>
      </Link>
    ),
  },
  { source: 'lot', label: say('Lot'), draw: ({ lot }) => <span className="code">{lot?.name}</span> },
  { source: 'place', label: say('Where'), draw: (serial) => <SerialPlace serial={serial} /> },
  { source: 'owner', label: say('Owner'), draw: ({ owner }) => owner.name },
  { source: 'lastAt', label: say('Last moved'), as: 'instant', canSort: true },
]
