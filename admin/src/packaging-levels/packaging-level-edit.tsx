import { useGetOne } from 'react-admin'
import { useParams } from 'react-router-dom'
import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import type { PackagingLevel } from './packaging-level.ts'
import { PackagingLevelFields } from './packaging-level-fields.tsx'

/** Changes a packaging level. */
export default function PackagingLevelEdit() {
  const { id = '' } = useParams()
  const { data } = useGetOne<PackagingLevel>('packaging-levels', { id })
  const back = data ? (`/items/${data.item}/show?tab=packaging` as const) : ('/items' as const)
  return (
    <EditPage
      title={say('Packaging level')}
      over={{ word: say('Item'), to: back }}
      verb={say('Save level')}
      nameOf={(level) => level.name}
      redirect={back}
    >
      <PackagingLevelFields />
    </EditPage>
  )
}
