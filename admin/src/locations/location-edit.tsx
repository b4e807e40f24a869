import { EditPage } from '../pieces/form-page.tsx'
import { LocationFields } from './location-fields.tsx'

/** Changes a location. */
export default function LocationEdit() {
  return (
    <EditPage
      title="Location"
      over={{ word: 'Locations', to: '/locations' }}
      verb="Save location"
      nameOf={(row) => row.code}
      redirect="show"
    >
      <LocationFields />
    </EditPage>
  )
}
