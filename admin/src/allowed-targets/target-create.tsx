import { useState } from 'react'
import { CreatePage } from '../pieces/form-page.tsx'
import { newId } from '../providers/ids.ts'
import { say } from '../words/say.ts'
import { TargetFields } from './target-fields.tsx'

/** A new target. Its id is made here, so that saving twice makes one. */
export default function TargetCreate() {
  const [defaults] = useState(() => ({ id: newId(), plainHttp: false }))
  return (
    <CreatePage
      title={say('Allow a target')}
      over={{ word: say('Allowed targets'), to: '/allowed-targets' }}
      verb={say('Allow target')}
      defaults={defaults}
      redirect="list"
    >
      <TargetFields isNew />
    </CreatePage>
  )
}
