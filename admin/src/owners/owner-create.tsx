import { useState } from 'react'
import { CreatePage } from '../pieces/form-page.tsx'
import { newId } from '../providers/ids.ts'
import { say } from '../words/say.ts'
import { OwnerFields } from './owner-fields.tsx'

/** A new owner. Its id is made here, so that saving twice makes one. */
export default function OwnerCreate() {
  const [defaults] = useState(() => ({ id: newId(), kind: 'client' }))
  return (
    <CreatePage
      title={say('New owner')}
      over={{ word: say('Owners'), to: '/owners' }}
      verb={say('Create owner')}
      defaults={defaults}
    >
      <OwnerFields isNew />
    </CreatePage>
  )
}
