import { holdMany } from '../holds/hold-many.ts'
import type { BulkAction } from '../lists/bulk-bar.tsx'
import type { ListColumn } from '../lists/list-columns.tsx'
import { ChoiceFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { anyOwner } from '../pieces/pickables.ts'
import { say } from '../words/say.ts'
import { type Item, lifecycles } from './item.ts'
import { LifecycleChip } from './lifecycle-chip.tsx'

const columns = (): readonly ListColumn<Item>[] => [
  { source: 'sku', label: say('SKU'), as: 'code', canSort: true },
  { source: 'name', label: say('Name'), as: 'strong', canSort: true },
  { source: 'category', label: say('Category'), canSort: true },
  { source: 'gtin', label: say('GTIN'), as: 'code', canSort: true },
  { source: 'baseUnit', label: say('Unit') },
  { source: 'weightGrams', label: say('Weight, g'), as: 'figure', canSort: true, isExtra: true },
  {
    source: 'lifecycle',
    label: say('Lifecycle'),
    canSort: true,
    draw: ({ lifecycle }) => <LifecycleChip lifecycle={lifecycle} />,
  },
  { source: 'createdAt', label: say('Created'), as: 'instantShort', canSort: true, isExtra: true },
  { source: 'updatedAt', label: say('Changed'), as: 'instantShort', canSort: true },
]

/** What can be made of many items at once: one lifecycle for all of them. */
const bulk = (): readonly BulkAction[] =>
  lifecycles().map(({ id, name }) => ({
    verb: say('Make {name}', { name: name.toLowerCase() }),
    done: say('are {name} now', { name: name.toLowerCase() }),
    change: { lifecycle: id },
  }))

/** All items: found by SKU, name or GTIN. */
export default function ItemList() {
  const create = <NewButton resource="items" word={say('New item')} />
  return (
    <ListPage
      title={say('Items')}
      noun={say('items')}
      sort={{ field: 'sku', order: 'ASC' }}
      actions={create}
      empty={
        <>
          <b>{say('No items yet.')}</b>
          <span>{say('An item is what stock is kept of; it begins with an SKU and a unit.')}</span>
          {create}
        </>
      }
      filters={
        <>
          <SearchFilter placeholder={say('SKU, name or GTIN')} />
          <ChoiceFilter source="lifecycle" label={say('Lifecycle')} choices={lifecycles()} />
          <PickFilter source="owner" label={say('Owner')} of={anyOwner} />
        </>
      }
      rowClick="show"
      bulk={[holdMany('items'), ...bulk()]}
      columns={columns()}
    />
  )
}
