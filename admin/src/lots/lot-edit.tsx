import { EditPage } from '../pieces/form-page.tsx'
import { LotFields } from './lot-fields.tsx'

/** Changes a lot. */
export default function LotEdit() {
  return (
    <EditPage
      title="Lot"
      over={{ word: 'Lots', to: '/lots' }}
      verb="Save lot"
      nameOf={(lot) => `${lot.sku}, lot ${lot.name}`}
    >
      <LotFields />
    </EditPage>
  )
}
