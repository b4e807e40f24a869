import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { UnitSeriesFields } from './unit-series-fields.tsx'

/** Renames a series, or lets it count on from a higher number. */
export default function UnitSeriesEdit() {
  return (
    <EditPage
      title={say('Series')}
      over={{ word: say('Series of units'), to: '/unit-series' }}
      verb={say('Save series')}
      nameOf={(row) => row.name}
      redirect="list"
    >
      <UnitSeriesFields />
    </EditPage>
  )
}
