import { useState } from 'react'
import { CreatePage } from '../pieces/form-page.tsx'
import { newId } from '../providers/ids.ts'
import { say } from '../words/say.ts'
import { CompanyFields } from './company-fields.tsx'

/** A new company. Its id is made here, so that saving twice makes one. */
export default function CompanyCreate() {
  const [defaults] = useState(() => ({ id: newId(), baseCurrency: 'EUR' }))
  return (
    <CreatePage
      title={say('New company')}
      over={{ word: say('Companies'), to: '/companies' }}
      verb={say('Create company')}
      defaults={defaults}
    >
      <CompanyFields />
    </CreatePage>
  )
}
