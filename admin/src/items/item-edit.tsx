import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { ItemFields } from './item-fields.tsx'

/** Changes an item. */
export default function ItemEdit() {
  return (
    <EditPage
      title={say('Item')}
      over={{ word: say('Items'), to: '/items' }}
      verb={say('Save item')}
      nameOf={(item) => `${item.sku} ${item.name}`}
    >
      <ItemFields />
    </EditPage>
  )
}
