import { useListContext } from 'react-admin'
import type { ListColumn } from '../lists/list-columns.tsx'
import { actionWord, fieldWord } from '../pieces/change-words.ts'
import { EntityPicker, type Pickable } from '../pieces/entity-picker.tsx'
import { InstantFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { anyItem, anyLocation, anyPerson } from '../pieces/pickables.ts'
import { useRights } from '../providers/rights.ts'
import { say } from '../words/say.ts'
import { type Change, shortly } from './change.ts'
import { PutBackButton } from './put-back.tsx'

/** Who changed what, newest first. Movements are their own audit. */
export default function AuditList() {
  return (
    <ListPage
      title={say('Audit')}
      noun={say('changes')}
      sort={{ field: 'at', order: 'DESC' }}
      filters={<AuditFilters />}
      columns={columns()}
      nameOf={(row: Change) => `${actionWord(row.action)} ${row.entity}`}
    />
  )
}

const columns = (): readonly ListColumn<Change>[] => [
  { source: 'at', label: say('When'), as: 'instant', canSort: true },
  { source: 'actorName', label: say('By'), draw: ({ actorName }) => actorName ?? say('unknown') },
  { source: 'action', label: say('Did'), draw: ({ action }) => actionWord(action) },
  { source: 'entity', label: say('To'), as: 'code' },
  { source: 'after', label: say('From, to'), draw: (row) => <Changes change={row} /> },
  { source: 'reason', label: say('Why') },
  { source: 'id', label: say('To do'), isActs: true, draw: (change) => <PutBackButton change={change} /> },
]

/** Person, kind of row, row and time; each picker for those who may see what is picked. */
function AuditFilters() {
  const { may } = useRights()
  return (
    <>
      <SearchFilter placeholder={say('Any word in it')} />
      <SearchFilter source="entity" placeholder={say('Kind of row, such as items.item')} />
      {may('access.user.manage') ? <PickFilter source="actor" label={say('Person')} of={anyPerson} /> : null}
      {may('items.item.read') ? <RowFilter kind="items.item" label={say('Item')} of={anyItem} /> : null}
      {may('locations.location.read') ? (
        <RowFilter kind="locations.location" label={say('Location')} of={anyLocation} />
      ) : null}
      <InstantFilter source="at.gte" label={say('From')} />
      <InstantFilter source="at.lte" label={say('Until')} />
    </>
  )
}

/** One row, which goes with its kind: the picker of another kind does not know it. */
function RowFilter({ kind, label, of }: { kind: string; label: string; of: Pickable }) {
  const { filterValues, setFilters } = useListContext()
  const { entity, entityId, ...others } = filterValues as Record<string, string | undefined>
  return (
    <div>
      <span className="field-label">{label}</span>
      <EntityPicker
        of={of}
        ariaLabel={label}
        placeholder={say('All')}
        width={210}
        value={entity === kind ? (entityId ?? null) : null}
        onChange={(id) => setFilters(id === null ? others : { ...others, entity: kind, entityId: id }, [])}
      />
    </div>
  )
}

const shownFields = 6

function Changes({ change }: { change: Change }) {
  const { before, after } = change
  const isTold = (field: string) => (before?.[field] ?? after?.[field] ?? null) !== null
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
    .filter(isTold)
    .slice(0, shownFields)
  return (
    <span className="small" style={{ overflowWrap: 'anywhere' }}>
      {fields.map((field) => (
        <span key={field} style={{ marginRight: 12, display: 'inline-block' }}>
          <span className="muted">{fieldWord(field)}</span>{' '}
          {before && field in before ? <span className="struck muted">{shortly(before[field])}</span> : null}{' '}
          {after && field in after ? shortly(after[field]) : null}
        </span>
      ))}
    </span>
  )
}
