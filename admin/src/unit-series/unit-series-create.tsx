import { useState } from 'react'
import { CreatePage } from '../pieces/form-page.tsx'
import { newId } from '../providers/ids.ts'
import { say } from '../words/say.ts'
import { UnitSeriesFields } from './unit-series-fields.tsx'

/** A new series. Its id is made here, so that saving twice makes one. */
export default function UnitSeriesCreate() {
  const [defaults] = useState(() => ({ id: newId(), scheme: 'sscc' }))
  return (
    <CreatePage
      title={say('New series')}
      over={{ word: say('Series of units'), to: '/unit-series' }}
      verb={say('Create series')}
      defaults={defaults}
    >
      <UnitSeriesFields isNew />
    </CreatePage>
  )
}
