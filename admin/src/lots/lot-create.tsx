import { useState } from 'react'
import { useSearchParams } from 'react-router-dom'
import { CreatePage } from '../pieces/form-page.tsx'
import { newId } from '../providers/ids.ts'
import { say } from '../words/say.ts'
import { LotFields } from './lot-fields.tsx'

/** A new lot, of the item in the address if any. Its id is made here, so that saving twice makes one. */
export default function LotCreate() {
  const [search] = useSearchParams()
  const item = search.get('item')
  const [defaults] = useState(() => ({ id: newId(), attributes: {}, ...(item ? { item } : {}) }))
  return (
    <CreatePage
      title={say('New lot')}
      over={
        item ? { word: say('Item'), to: `/items/${item}/show?tab=lots` } : { word: say('Lots'), to: '/lots' }
      }
      verb={say('Create lot')}
      redirect="show"
      defaults={defaults}
    >
      <LotFields isNew />
    </CreatePage>
  )
}
