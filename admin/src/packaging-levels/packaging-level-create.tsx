import { useState } from 'react'
import { useSearchParams } from 'react-router-dom'
import { CreatePage } from '../pieces/form-page.tsx'
import { newId } from '../providers/ids.ts'
import { say } from '../words/say.ts'
import { PackagingLevelFields } from './packaging-level-fields.tsx'

/** A new packaging level of the item in the address. Its id is made here, so that saving twice makes one. */
export default function PackagingLevelCreate() {
  const [search] = useSearchParams()
  const item = search.get('item')
  const [defaults] = useState(() => ({ id: newId(), item, denominator: 1 }))
  const back = item ? (`/items/${item}/show?tab=packaging` as const) : ('/items' as const)
  return (
    <CreatePage
      title={say('New packaging level')}
      over={{ word: say('Item'), to: back }}
      verb={say('Create level')}
      redirect={back}
      defaults={defaults}
    >
      <PackagingLevelFields isNew />
    </CreatePage>
  )
}
