import { useState } from 'react'
import { CreatePage } from '../pieces/form-page.tsx'
import { newId } from '../providers/ids.ts'
import { say } from '../words/say.ts'
import { SiteFields } from './site-fields.tsx'

/** A new site. Its id is made here, so that saving twice makes one. */
export default function SiteCreate() {
  const [defaults] = useState(() => ({
    id: newId(),
    company: '00000000-0000-7000-8000-000000000001',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }))
  return (
    <CreatePage
      title={say('New site')}
      over={{ word: say('Sites'), to: '/sites' }}
      verb={say('Create site')}
      defaults={defaults}
    >
      <SiteFields isNew />
    </CreatePage>
  )
}
