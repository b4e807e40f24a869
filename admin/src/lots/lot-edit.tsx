import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { LotFields } from './lot-fields.tsx'

/** Changes a lot. */
export default function LotEdit() {
  return (
    <EditPage
      title={say('Lot')}
      over={{ word: say('Lots'), to: '/lots' }}
      verb={say('Save lot')}
      nameOf={(lot) => say('{sku}, lot {name}', { sku: lot.sku, name: lot.name })}
    >
      <LotFields />
    </EditPage>
  )
}
