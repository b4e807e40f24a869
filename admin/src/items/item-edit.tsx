import { EditPage } from '../pieces/form-page.tsx'
import { ItemFields } from './item-fields.tsx'

/** Changes an item. */
export default function ItemEdit() {
  return (
    <EditPage
      title="Item"
      over={{ word: 'Items', to: '/items' }}
      verb="Save item"
      nameOf={(item) => `${item.sku} ${item.name}`}
    >
      <ItemFields />
    </EditPage>
  )
}
