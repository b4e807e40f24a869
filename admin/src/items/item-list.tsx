import type { BulkAction } from '../lists/bulk-bar.tsx'
import type { ListColumn } from '../lists/list-columns.tsx'
import { ChoiceFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { anyOwner } from '../pieces/pickables.ts'
import { type Item, lifecycles } from './item.ts'
import { LifecycleChip } from './lifecycle-chip.tsx'

const columns: readonly ListColumn<Item>[] = [
  { source: 'sku', label: 'SKU', as: 'code', canSort: true },
  { source: 'name', label: 'Name', as: 'strong', canSort: true },
  { source: 'category', label: 'Category', canSort: true },
  { source: 'gtin', label: 'GTIN', as: 'code', canSort: true },
  { source: 'baseUnit', label: 'Unit' },
  { source: 'weightGrams', label: 'Weight, g', as: 'figure', canSort: true, isExtra: true },
  {
    source: 'lifecycle',
    label: 'Lifecycle',
    canSort: true,
    draw: ({ lifecycle }) => <LifecycleChip lifecycle={lifecycle} />,
  },
  { source: 'createdAt', label: 'Created', as: 'instantShort', canSort: true, isExtra: true },
  { source: 'updatedAt', label: 'Changed', as: 'instantShort', canSort: true },
]

/** What can be made of many items at once: one lifecycle for all of them. */
const bulk: readonly BulkAction[] = lifecycles.map(({ id, name }) => ({
  verb: `Make ${name.toLowerCase()}`,
  done: `are ${name.toLowerCase()} now`,
  change: { lifecycle: id },
}))

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
      rowClick="show"
      bulk={bulk}
      columns={columns}
    />
  )
}
