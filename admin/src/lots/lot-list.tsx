import { holdMany } from '../holds/hold-many.ts'
import type { ListColumn } from '../lists/list-columns.tsx'
import { Day } from '../pieces/day.tsx'
import { DayFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { Named } from '../pieces/named.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { anyItemWithLots } from '../pieces/pickables.ts'
import { say } from '../words/say.ts'
import { ExpiryDay } from './expiry-day.tsx'
import type { Lot } from './lot.ts'

const columns = (): readonly ListColumn<Lot>[] => [
  {
    source: 'name',
    label: say('Lot'),
    canSort: true,
    draw: ({ name }) => <span className="code strong">{name}</span>,
  },
  { source: 'item', label: say('Item'), draw: (lot) => <Named code={lot.sku} name={lot.itemName} /> },
  {
    source: 'expiresOn',
    label: say('Expires'),
    canSort: true,
    draw: ({ expiresOn }) => <ExpiryDay day={expiresOn} />,
  },
  {
    source: 'bestBefore',
    label: say('Best before'),
    canSort: true,
    draw: ({ bestBefore }) => <Day day={bestBefore} />,
  },
  {
    source: 'retestOn',
    label: say('Test again'),
    canSort: true,
    draw: ({ retestOn }) => <Day day={retestOn} />,
  },
  {
    source: 'manufacturedOn',
    label: say('Made'),
    canSort: true,
    draw: ({ manufacturedOn }) => <Day day={manufacturedOn} />,
  },
  { source: 'updatedAt', label: say('Changed'), as: 'instantShort', canSort: true },
]

/** All lots: found by name, item or the day they expire. */
export default function LotList() {
  const create = <NewButton resource="lots" word={say('New lot')} />
  return (
    <ListPage
      title={say('Lots')}
      noun={say('lots')}
      sort={{ field: 'name', order: 'ASC' }}
      actions={create}
      empty={
        <>
          <b>{say('No lots yet.')}</b>
          <span>{say('They come with the first receipt of an item that is kept in lots.')}</span>
          {create}
        </>
      }
      filters={
        <>
          <SearchFilter placeholder={say('Lot, SKU or item')} />
          <PickFilter source="item" label={say('Item')} of={anyItemWithLots} />
          <DayFilter source="expiresOn.gte" label={say('Expires from')} />
          <DayFilter source="expiresOn.lte" label={say('Expires by')} />
        </>
      }
      rowClick="show"
      bulk={[holdMany('lots')]}
      columns={columns()}
    />
  )
}
