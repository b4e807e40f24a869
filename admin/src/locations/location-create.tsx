import { useState } from 'react'
import { CreatePage } from '../pieces/form-page.tsx'
import { newId } from '../providers/ids.ts'
import { say } from '../words/say.ts'
import { LocationFields } from './location-fields.tsx'

/** A new location. Its id is made here, so that saving twice makes one. */
export default function LocationCreate() {
  const [defaults] = useState(() => ({ id: newId(), kind: 'bin' }))
  return (
    <CreatePage
      title={say('New location')}
      over={{ word: say('Locations'), to: '/locations' }}
      verb={say('Create location')}
      defaults={defaults}
    >
      <LocationFields isNew />
    </CreatePage>
  )
}
