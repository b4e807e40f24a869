import { DataTable } from 'react-admin'
import { useExtensionColumns } from '../extensions/extension-columns.tsx'
import { ChoiceFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { anyLocation } from '../pieces/pickables.ts'
import { Plate } from '../pieces/plate.tsx'
import { type HandlingUnit, unitKinds } from './handling-unit.ts'

/** All handling units: found by what the label says, where they stand, or whether anything is in them. */
export default function UnitList() {
  const create = <NewButton resource="handling-units" word="New unit" />
  return (
    <ListPage
      title="Handling units"
      noun="handling units"
      sort={{ field: 'code', order: 'ASC' }}
      actions={create}
      empty={
        <>
          <b>No handling units yet.</b>
          <span>A pallet, case or tote with a label moves by one scan, with all that is in it.</span>
          {create}
        </>
      }
      filters={<Filters />}
    >
      <DataTable<HandlingUnit> rowClick="show" bulkActionButtons={false}>
        <DataTable.Col<HandlingUnit>
          source="code"
          label="Unit"
          render={(unit) => <span className="code strong">{unit.code}</span>}
        />
        <DataTable.Col<HandlingUnit> source="kind" label="Kind" />
        <DataTable.Col<HandlingUnit>
          label="Stands in"
          disableSort
          render={(unit) =>
            unit.location ? <Plate code={unit.location.code} /> : <span className="muted">nowhere yet</span>
          }
        />
        <DataTable.Col<HandlingUnit>
          label="Inside"
          disableSort
          render={(unit) => <span className="code">{unit.parent?.code}</span>}
        />
        <DataTable.Col<HandlingUnit>
          label="Contents"
          disableSort
          render={(unit) => (unit.isEmpty ? <span className="muted">empty</span> : 'something in it')}
        />
        <DataTable.Col<HandlingUnit>
          label="Use"
          disableSort
          render={(unit) => (unit.isActive ? 'in use' : <span className="muted">closed</span>)}
        />
        {useExtensionColumns()}
      </DataTable>
    </ListPage>
  )
}

function Filters() {
  return (
    <>
      <SearchFilter placeholder="What the label says" />
      <PickFilter source="within" label="In or beneath" of={anyLocation} />
      <ChoiceFilter source="kind" label="Kind" choices={unitKinds} />
      <ChoiceFilter
        source="empty"
        label="Contents"
        choices={[
          { id: 'false', name: 'something in it' },
          { id: 'true', name: 'empty' },
        ]}
      />
      <ChoiceFilter
        source="isActive"
        label="Use"
        choices={[
          { id: 'true', name: 'in use' },
          { id: 'false', name: 'closed' },
        ]}
      />
    </>
  )
}
