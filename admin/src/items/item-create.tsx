import { useState } from 'react'
import { CreatePage } from '../pieces/form-page.tsx'
import { newId } from '../providers/ids.ts'
import { say } from '../words/say.ts'
import { ItemFields } from './item-fields.tsx'

/** A new item. Its id is made here, so that saving twice makes one. */
export default function ItemCreate() {
  const [defaults] = useState(() => ({
    id: newId(),
    baseUnit: 'each',
    step: 1,
    hasLots: false,
    serials: 'never',
    lifecycle: 'active',
  }))
  return (
    <CreatePage
      title={say('New item')}
      over={{ word: say('Items'), to: '/items' }}
      verb={say('Create item')}
      redirect="show"
      defaults={defaults}
    >
      <ItemFields isNew />
    </CreatePage>
  )
}
