import Button from '@mui/material/Button'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import type { ListColumn } from '../lists/list-columns.tsx'
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
  const { mayChange } = useRights()
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
        bulk={[
          {
            verb: say('Lift holds'),
            done: say('are lifted'),
            change: { act: 'lift' },
            right: 'ledger.balance.read',
          },
        ]}
        rowClick={mayChange('ledger.hold.place') ? 'edit' : false}
        nameOf={({ subject, reason }: Hold) => `${subject.name}, ${reason}`}
        columns={columnsOf(mayChange, setLifting)}
      />
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

type MayChange = ReturnType<typeof useRights>['mayChange']

function columnsOf(mayChange: MayChange, onLift: (hold: Hold) => void): readonly ListColumn<Hold>[] {
  return [
    { source: 'scope', label: say('What'), canSort: true, draw: (hold) => <SubjectOf hold={hold} /> },
    { source: 'reason', label: say('Reason'), canSort: true, draw: (hold) => <ReasonOf hold={hold} /> },
    { source: 'blocks', label: say('It stops'), draw: (hold) => wordsOf(hold.blocks) },
    {
      source: 'held.balances',
      label: say('Held now'),
      as: 'figure',
      draw: ({ held }) => <HeldNow held={held} />,
    },
    {
      source: 'placedAt',
      label: say('Placed'),
      canSort: true,
      draw: ({ placedAt, placedBy }) => (
        <>
          <Instant at={placedAt} length="short" />
          <div className="small muted">{placedBy.name}</div>
        </>
      ),
    },
    {
      source: 'liftedAt',
      label: say('Lifted'),
      canSort: true,
      draw: (hold) => <StateOf hold={hold} canLift={mayChange(hold.liftedBy)} onLift={() => onLift(hold)} />,
    },
  ]
}

function ReasonOf({ hold: { reason, note } }: { hold: Hold }) {
  return (
    <>
      <span className="strong">{reason}</span>
      {note ? <div className="small muted">{note}</div> : null}
    </>
  )
}

/** The row leads to the form, and what is pressed here does not. */
const stay = (event: { stopPropagation(): void }) => event.stopPropagation()

/** The subject, and the way to what is known of it. */
function SubjectOf({ hold: { scope, subject, item } }: { hold: Hold }) {
  const word = scopes().find(({ id }) => id === scope)?.name ?? scope
  const name = subject.name ?? say('unknown')
  return (
    <>
      <span className="muted">{word} </span>
      {scope === 'location' ? (
        <Link to={`/locations/${subject.id}/show`} style={{ textDecoration: 'none' }} onClick={stay}>
          <Plate code={name} />
        </Link>
      ) : scope === 'item' ? (
        <Link to={`/items/${subject.id}/show`} onClick={stay}>
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
      onClick={(event) => {
        stay(event)
        onLift()
      }}
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
