import Button from '@mui/material/Button'
import { useState } from 'react'
import { DataTable } from 'react-admin'
import { Link } from 'react-router-dom'
import { useExtensionColumns } from '../extensions/extension-columns.tsx'
import { Figure } from '../pieces/figure.tsx'
import { Instant } from '../pieces/instant.tsx'
import { ChoiceFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { anyItem } from '../pieces/pickables.ts'
import { Plate } from '../pieces/plate.tsx'
import { useRights } from '../providers/rights.ts'
import { say } from '../words/say.ts'
import { blocks, type Hold, scopes } from './hold.ts'
import { LiftDialog } from './lift-dialog.tsx'

/** What is stopped, for what reason, and what it holds now. The latest stands first. */
export default function HoldList() {
  const [lifting, setLifting] = useState<Hold>()
  return (
    <>
      <ListPage
        title={say('Holds')}
        noun={say('holds')}
        sort={{ field: 'placedAt', order: 'DESC' }}
        actions={<NewButton resource="holds" word={say('Place hold')} />}
        empty={
          <>
            <b>{say('Nothing is on hold.')}</b>
            <span>
              {say(
                'A recall, a leaking roof, an unpaid bill: place a hold, and the stock stays where it is.',
              )}
            </span>
          </>
        }
        filters={<HoldFilters />}
      >
        <HoldTable onLift={setLifting} />
      </ListPage>
      {lifting ? <LiftDialog hold={lifting} onClose={() => setLifting(undefined)} /> : null}
    </>
  )
}

function HoldFilters() {
  return (
    <>
      <SearchFilter placeholder={say('Reason, SKU, lot, location')} />
      <ChoiceFilter source="scope" label={say('What')} choices={scopes()} />
      <PickFilter source="item" label={say('Item')} of={anyItem} width={180} />
      <ChoiceFilter
        source="isOpen"
        label={say('State')}
        choices={[
          { id: 'true', name: say('On hold') },
          { id: 'false', name: say('Lifted') },
        ]}
      />
    </>
  )
}

function HoldTable({ onLift }: { onLift: (hold: Hold) => void }) {
  const { mayChange } = useRights()
  const kept = useExtensionColumns()
  return (
    <DataTable<Hold> rowClick={mayChange('ledger.hold.place') ? 'edit' : false} bulkActionButtons={false}>
      <DataTable.Col<Hold> source="scope" label={say('What')} render={(hold) => <SubjectOf hold={hold} />} />
      <DataTable.Col<Hold>
        source="reason"
        label={say('Reason')}
        render={({ reason, note }) => (
          <>
            <span className="strong">{reason}</span>
            {note ? <div className="small muted">{note}</div> : null}
          </>
        )}
      />
      <DataTable.Col<Hold> label={say('It stops')} disableSort render={(hold) => wordsOf(hold.blocks)} />
      <DataTable.Col<Hold>
        align="right"
        source="held.balances"
        label={say('Held now')}
        disableSort
        render={({ held }) => <HeldNow held={held} />}
      />
      <DataTable.Col<Hold>
        source="placedAt"
        label={say('Placed')}
        render={({ placedAt, placedBy }) => (
          <>
            <Instant at={placedAt} length="short" />
            <div className="small muted">{placedBy.name}</div>
          </>
        )}
      />
      <DataTable.Col<Hold>
        source="liftedAt"
        label={say('Lifted')}
        render={(hold) => (
          <StateOf hold={hold} canLift={mayChange(hold.liftedBy)} onLift={() => onLift(hold)} />
        )}
      />
      {kept}
    </DataTable>
  )
}

/** The subject, and the way to what is known of it. */
function SubjectOf({ hold: { scope, subject, item } }: { hold: Hold }) {
  const word = scopes().find(({ id }) => id === scope)?.name ?? scope
  const name = subject.name ?? 'unknown'
  return (
    <>
      <span className="muted">{word} </span>
      {scope === 'location' ? (
        <Link to={`/locations/${subject.id}/show`} style={{ textDecoration: 'none' }}>
          <Plate code={name} />
        </Link>
      ) : scope === 'item' ? (
        <Link to={`/items/${subject.id}/show`}>
          <span className="code">{name}</span>
        </Link>
      ) : (
        <span className="code">{name}</span>
      )}
      {item ? (
        <div className="small muted">{scope === 'item' ? item.name : `${item.sku} ${item.name}`}</div>
      ) : null}
    </>
  )
}

function HeldNow({ held }: { held: Hold['held'] }) {
  if (!held) return null
  const { quantity, baseUnit, balances } = held
  const places = say('1 balance | {count} balances', { count: balances })
  if (balances === 0) return <span className="muted">{say('nothing')}</span>
  if (quantity === null || baseUnit === null) return <span>{places}</span>
  return (
    <>
      <Figure value={quantity} unit={baseUnit} />
      <div className="small muted">{places}</div>
    </>
  )
}

function StateOf({ hold, canLift, onLift }: { hold: Hold; canLift: boolean; onLift: () => void }) {
  const { lift, lifter, liftedBy, subject, reason } = hold
  if (lift) {
    return (
      <>
        <Instant at={lift.at} length="short" />
        <div className="small muted">{[lift.actor.name, lift.note].filter(Boolean).join(': ')}</div>
      </>
    )
  }
  if (!canLift)
    return <span className="small muted">{say('{lifter} may lift it', { lifter: lifter ?? liftedBy })}</span>
  return (
    <Button
      size="small"
      onClick={onLift}
      aria-label={say('Lift hold on {name} for {reason}', { name: subject.name, reason })}
    >
      {say('Lift hold')}
    </Button>
  )
}

function wordsOf(stopped: readonly string[]): string {
  return blocks()
    .filter(({ id }) => stopped.includes(id))
    .map(({ name }) => name.toLowerCase())
    .join(', ')
}
