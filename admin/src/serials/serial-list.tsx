import { DataTable } from 'react-admin'
import { Link } from 'react-router-dom'
import { useExtensionColumns } from '../extensions/extension-columns.tsx'
import { Instant } from '../pieces/instant.tsx'
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
  const kept = useExtensionColumns()
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
    >
      <DataTable<Serial> rowClick="show" bulkActionButtons={false}>
        <DataTable.Col<Serial>
          source="number"
          label={say('Number')}
          render={({ number }) => <span className="code strong">{number}</span>}
        />
        <DataTable.Col<Serial>
          label={say('Item')}
          disableSort
          render={({ item }) => (
            <Link to={`/items/${item.id}/show`}>
              <span className="code">{item.sku}</span> <span className="strong">{item.name}</span>
            </Link>
          )}
        />
        <DataTable.Col<Serial>
          label={say('Lot')}
          disableSort
          render={({ lot }) => (lot === null ? '' : <span className="code">{lot.name}</span>)}
        />
        <DataTable.Col<Serial>
          label={say('Where')}
          disableSort
          render={(serial) => <SerialPlace serial={serial} />}
        />
        <DataTable.Col<Serial> label={say('Owner')} disableSort render={({ owner }) => owner.name} />
        <DataTable.Col<Serial>
          source="lastAt"
          label={say('Last moved')}
          render={({ lastAt }) => <Instant at={lastAt} />}
        />
        {kept}
      </DataTable>
    </ListPage>
  )
}
