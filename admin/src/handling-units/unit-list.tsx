import { holdMany } from '../holds/hold-many.ts'
import type { ListColumn } from '../lists/list-columns.tsx'
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
      rowClick="show"
      bulk={[
        holdMany('handling-units'),
        { verb: say('Close units'), done: say('are closed'), change: { isActive: false } },
        { verb: say('Reopen units'), done: say('are in use again'), change: { isActive: true } },
      ]}
      columns={columns()}
    />
  )
}

const columns = (): readonly ListColumn<HandlingUnit>[] => [
  {
    source: 'code',
    label: say('Unit'),
    canSort: true,
    draw: ({ code }) => <span className="code strong">{code}</span>,
  },
  { source: 'kind', label: say('Kind'), canSort: true, draw: ({ kind }) => unitKindWord(kind) },
  {
    source: 'location',
    label: say('Stands in'),
    draw: ({ location }) =>
      location ? <Plate code={location.code} /> : <span className="muted">{say('nowhere yet')}</span>,
  },
  {
    source: 'parent',
    label: say('Inside'),
    draw: ({ parent }) => <span className="code">{parent?.code}</span>,
  },
  {
    source: 'isEmpty',
    label: say('Contents'),
    draw: ({ isEmpty }) => (isEmpty ? <span className="muted">{say('empty')}</span> : say('something in it')),
  },
  {
    source: 'isActive',
    label: say('Use'),
    draw: ({ isActive }) => (isActive ? say('in use') : <span className="muted">{say('closed')}</span>),
  },
]

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
