import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { LocationFields } from './location-fields.tsx'

/** Changes a location. */
export default function LocationEdit() {
  return (
    <EditPage
      title={say('Location')}
      over={{ word: say('Locations'), to: '/locations' }}
      verb={say('Save location')}
      nameOf={(row) => row.code}
      redirect="show"
    >
      <LocationFields />
    </EditPage>
  )
}
