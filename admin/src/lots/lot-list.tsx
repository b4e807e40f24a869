import { DataTable } from 'react-admin'
import { useExtensionColumns } from '../extensions/extension-columns.tsx'
import { Day } from '../pieces/day.tsx'
import { Instant } from '../pieces/instant.tsx'
import { DayFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { Named } from '../pieces/named.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { anyItemWithLots } from '../pieces/pickables.ts'
import { say } from '../words/say.ts'
import { ExpiryDay } from './expiry-day.tsx'
import type { Lot } from './lot.ts'

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
    >
      <LotTable />
    </ListPage>
  )
}

function LotTable() {
  return (
    <DataTable<Lot> rowClick="show" bulkActionButtons={false}>
      <DataTable.Col<Lot>
        source="name"
        label={say('Lot')}
        render={(lot) => <span className="code strong">{lot.name}</span>}
      />
      <DataTable.Col<Lot>
        source="item"
        label={say('Item')}
        disableSort
        render={(lot) => <Named code={lot.sku} name={lot.itemName} />}
      />
      <DataTable.Col<Lot>
        source="expiresOn"
        label={say('Expires')}
        render={(lot) => <ExpiryDay day={lot.expiresOn} />}
      />
      <DataTable.Col<Lot>
        source="bestBefore"
        label={say('Best before')}
        render={(lot) => <Day day={lot.bestBefore} />}
      />
      <DataTable.Col<Lot>
        source="retestOn"
        label={say('Test again')}
        render={(lot) => <Day day={lot.retestOn} />}
      />
      <DataTable.Col<Lot>
        source="manufacturedOn"
        label={say('Made')}
        render={(lot) => <Day day={lot.manufacturedOn} />}
      />
      <DataTable.Col<Lot>
        source="updatedAt"
        label={say('Changed')}
        render={(lot) => <Instant at={lot.updatedAt} length="short" />}
      />
      {useExtensionColumns()}
    </DataTable>
  )
}
