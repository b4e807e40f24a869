import type { MovementRow } from '../ledger/rows.ts'
import type { BulkAction } from '../lists/bulk-bar.tsx'
import type { ListColumn } from '../lists/list-columns.tsx'
import { formatInstantShort } from '../pieces/format.ts'
import { ChoiceFilter, InstantFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { anyItem, anyLocation, anyOwner, anyReason } from '../pieces/pickables.ts'
import { say } from '../words/say.ts'
import { kindWord, MovementKind, movementKinds } from './movement-kinds.tsx'
import { StatusOfMovement } from './movement-state.tsx'

/** All movements, newest first: every change of stock there ever was. */
export default function MovementList() {
  return (
    <ListPage
      title={say('Movements')}
      noun={say('movements')}
      sort={{ field: 'at', order: 'DESC' }}
      empty={
        <>
          <b>{say('No movements yet.')}</b>
          <span>{say('They come with the first receipt.')}</span>
        </>
      }
      filters={
        <>
          <ChoiceFilter source="kind" label={say('Kind')} choices={movementKinds()} />
          <PickFilter source="item" label={say('Item')} of={anyItem} />
          <PickFilter source="location" label={say('Location')} of={anyLocation} width={170} />
          <PickFilter source="owner" label={say('Owner')} of={anyOwner} width={150} />
          <PickFilter source="reason" label={say('Reason')} of={anyReason} width={150} />
          <SearchFilter source="source" placeholder={say('Document number')} />
          <InstantFilter source="effectiveAt.gte" label={say('Happened from')} />
          <InstantFilter source="effectiveAt.lte" label={say('Happened until')} />
        </>
      }
      rowClick="show"
      bulk={bulk()}
      nameOf={({ kind, at }: MovementRow) => `${kindWord(kind)}, ${formatInstantShort(at)}`}
      columns={columns()}
    />
  )
}

const bulk = (): readonly BulkAction[] => [
  {
    verb: say('Reverse movements'),
    done: say('are reversed'),
    change: { act: 'reverse' },
    asks: { member: 'note', label: say('Why'), help: say('It stands as a note on each reversal') },
    right: 'ledger.movement.reverse',
  },
]

const columns = (): readonly ListColumn<MovementRow>[] => [
  { source: 'at', label: say('Posted'), as: 'instant', canSort: true },
  { source: 'kind', label: say('Kind'), draw: ({ kind }) => <MovementKind kind={kind} /> },
  {
    source: 'source',
    label: say('Document'),
    draw: ({ source }) => (source ? `${source.type} ${source.id}` : ''),
  },
  { source: 'reason', label: say('Reason') },
  { source: 'owner', label: say('Owner'), draw: ({ owner }) => owner?.name },
  { source: 'actor', label: say('By'), draw: ({ actor }) => actor?.name },
  { source: 'effectiveAt', label: say('Happened'), as: 'instant' },
  { source: 'reversedBy', label: say('State'), draw: (row) => <StatusOfMovement movement={row} /> },
]
