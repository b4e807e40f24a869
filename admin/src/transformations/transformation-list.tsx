import type { ListColumn } from '../lists/list-columns.tsx'
import { ChoiceFilter, InstantFilter, PickFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { anyItem, anyLot, anyUnit } from '../pieces/pickables.ts'
import { say } from '../words/say.ts'
import type { Transformation } from './transformation.ts'
import { TransformationMark, transformationKinds } from './transformation-kinds.tsx'
import { TransformationState } from './transformation-state.tsx'

/** All transformations, newest first. */
export default function TransformationList() {
  return (
    <ListPage
      title={say('Transformations')}
      noun={say('transformations')}
      sort={{ field: 'at', order: 'DESC' }}
      empty={
        <>
          <b>{say('Nothing was transformed yet.')}</b>
          <span>
            {say('Kits, productions, splits, merges and repackings stand here, with what went in and out.')}
          </span>
        </>
      }
      filters={
        <>
          <ChoiceFilter source="kind" label={say('Kind')} choices={transformationKinds()} />
          <PickFilter source="item" label={say('Item')} of={anyItem} />
          <PickFilter source="lot" label={say('Lot')} of={anyLot} width={170} />
          <PickFilter source="handlingUnit" label={say('Handling unit')} of={anyUnit} width={190} />
          <InstantFilter source="at.gte" label={say('Posted from')} />
          <InstantFilter source="at.lte" label={say('Posted until')} />
        </>
      }
      rowClick="show"
      columns={columns()}
      nameOf={({ skusIn, skusOut }: Transformation) => `${skusIn}, ${skusOut}`}
    />
  )
}

const columns = (): readonly ListColumn<Transformation>[] => [
  { source: 'at', label: say('Posted'), as: 'instant', canSort: true },
  {
    source: 'kind',
    label: say('Kind'),
    canSort: true,
    draw: ({ kind }) => <TransformationMark kind={kind} />,
  },
  { source: 'skusIn', label: say('Went in'), as: 'code' },
  { source: 'skusOut', label: say('Came out'), as: 'code' },
  { source: 'state', label: say('State'), draw: (row) => <TransformationState of={row} /> },
]
