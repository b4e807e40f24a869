import { useState } from 'react'
import { CreatePage } from '../pieces/form-page.tsx'
import { newId } from '../providers/ids.ts'
import { say } from '../words/say.ts'
import { ReasonFields } from './reason-fields.tsx'

/** A new reason. Its id is made here, so that saving twice makes one. */
export default function ReasonCreate() {
  const [defaults] = useState(() => ({ id: newId() }))
  return (
    <CreatePage
      title={say('New reason')}
      over={{ word: say('Reasons'), to: '/reasons' }}
      verb={say('Create reason')}
      defaults={defaults}
    >
      <ReasonFields isNew />
    </CreatePage>
  )
}
