import { DataTable } from 'react-admin'
import { Instant } from '../pieces/instant.tsx'
import { ChoiceFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { anyOwner } from '../pieces/pickables.ts'
import { type Item, lifecycles } from './item.ts'
import { LifecycleChip } from './lifecycle-chip.tsx'

/** All items: found by SKU, name or GTIN. */
export default function ItemList() {
  const create = <NewButton resource="items" word="New item" />
  return (
    <ListPage
      title="Items"
      noun="items"
      sort={{ field: 'sku', order: 'ASC' }}
      actions={create}
      empty={
        <>
          <b>No items yet.</b>
          <span>An item is what stock is kept of; it begins with an SKU and a unit.</span>
          {create}
        </>
      }
      filters={
        <>
          <SearchFilter placeholder="SKU, name or GTIN" />
          <ChoiceFilter source="lifecycle" label="Lifecycle" choices={lifecycles} />
          <PickFilter source="owner" label="Owner" of={anyOwner} />
        </>
      }
    >
      <DataTable<Item> rowClick="show" bulkActionButtons={false}>
        <DataTable.Col<Item>
          source="sku"
          label="SKU"
          render={(item) => <span className="code">{item.sku}</span>}
        />
        <DataTable.Col<Item>
          source="name"
          label="Name"
          render={(item) => <span className="strong">{item.name}</span>}
        />
        <DataTable.Col<Item> source="category" label="Category" />
        <DataTable.Col<Item>
          source="gtin"
          label="GTIN"
          render={(item) => <span className="code">{item.gtin}</span>}
        />
        <DataTable.Col<Item> source="baseUnit" label="Unit" disableSort />
        <DataTable.Col<Item>
          source="lifecycle"
          label="Lifecycle"
          render={(item) => <LifecycleChip lifecycle={item.lifecycle} />}
        />
        <DataTable.Col<Item>
          source="updatedAt"
          label="Changed"
          render={(item) => <Instant at={item.updatedAt} length="short" />}
        />
      </DataTable>
    </ListPage>
  )
}
