import { useState } from 'react'
import { CreatePage } from '../pieces/form-page.tsx'
import { newId } from '../providers/ids.ts'
import { say } from '../words/say.ts'
import { StatusFields } from './status-fields.tsx'

/** A new status. Its id is made here, so that saving twice makes one. */
export default function StatusCreate() {
  const [defaults] = useState(() => ({
    id: newId(),
    allocatable: false,
    countable: true,
    sellable: false,
    billable: true,
  }))
  return (
    <CreatePage
      title={say('New status')}
      over={{ word: say('Statuses'), to: '/statuses' }}
      verb={say('Create status')}
      defaults={defaults}
    >
      <StatusFields isNew />
    </CreatePage>
  )
}
