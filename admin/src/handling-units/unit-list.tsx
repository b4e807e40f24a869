import { DataTable } from 'react-admin'
import { useExtensionColumns } from '../extensions/extension-columns.tsx'
import { ChoiceFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { anyLocation } from '../pieces/pickables.ts'
import { Plate } from '../pieces/plate.tsx'
import { say } from '../words/say.ts'
import { type HandlingUnit, unitKinds, unitKindWord } from './handling-unit.ts'

/** All handling units: found by what the label says, where they stand, or whether anything is in them. */
export default function UnitList() {
  const create = <NewButton resource="handling-units" word={say('New unit')} />
  return (
    <ListPage
      title={say('Handling units')}
      noun={say('handling units')}
      sort={{ field: 'code', order: 'ASC' }}
      actions={create}
      empty={
        <>
          <b>{say('No handling units yet.')}</b>
          <span>{say('A pallet, case or tote with a label moves by one scan, with all that is in it.')}</span>
          {create}
        </>
      }
      filters={<Filters />}
    >
      <DataTable<HandlingUnit> rowClick="show" bulkActionButtons={false}>
        <DataTable.Col<HandlingUnit>
          source="code"
          label={say('Unit')}
          render={(unit) => <span className="code strong">{unit.code}</span>}
        />
        <DataTable.Col<HandlingUnit> source="kind" label={say('Kind')} render={kindOf} />
        <DataTable.Col<HandlingUnit>
          label={say('Stands in')}
          disableSort
          render={(unit) =>
            unit.location ? (
              <Plate code={unit.location.code} />
            ) : (
              <span className="muted">{say('nowhere yet')}</span>
            )
          }
        />
        <DataTable.Col<HandlingUnit>
          label={say('Inside')}
          disableSort
          render={(unit) => <span className="code">{unit.parent?.code}</span>}
        />
        <DataTable.Col<HandlingUnit>
          label={say('Contents')}
          disableSort
          render={(unit) =>
            unit.isEmpty ? <span className="muted">{say('empty')}</span> : say('something in it')
          }
        />
        <DataTable.Col<HandlingUnit>
          label={say('Use')}
          disableSort
          render={(unit) => (unit.isActive ? say('in use') : <span className="muted">{say('closed')}</span>)}
        />
        {useExtensionColumns()}
      </DataTable>
    </ListPage>
  )
}

function Filters() {
  return (
    <>
      <SearchFilter placeholder={say('What the label says')} />
      <PickFilter source="within" label={say('In or beneath')} of={anyLocation} />
      <ChoiceFilter source="kind" label={say('Kind')} choices={unitKinds()} />
      <ChoiceFilter
        source="empty"
        label={say('Contents')}
        choices={[
          { id: 'false', name: say('something in it') },
          { id: 'true', name: say('empty') },
        ]}
      />
      <ChoiceFilter
        source="isActive"
        label={say('Use')}
        choices={[
          { id: 'true', name: say('in use') },
          { id: 'false', name: say('closed') },
        ]}
      />
    </>
  )
}

function kindOf({ kind }: HandlingUnit): string {
  return unitKindWord(kind)
}
