import Button from '@mui/material/Button'
import { IconArrowsExchange, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { ShowBase, useCanAccess, useShowContext } from 'react-admin'
import { Link } from 'react-router-dom'
import { ExtensionFacts } from '../extensions/extension-facts.tsx'
import { useLook } from '../ledger/look-back.ts'
import { LookBackButton, TimeMachine } from '../ledger/time-machine.tsx'
import { PageTrouble } from '../pieces/page-trouble.tsx'
import { Plate } from '../pieces/plate.tsx'
import { RecordHistory } from '../pieces/record-history.tsx'
import { AtPlace } from '../pieces/site-clock.tsx'
import { Slot } from '../plugin-screens/slot.tsx'
import { useRights } from '../providers/rights.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { GenealogyPanel } from '../transformations/genealogy-panel.tsx'
import { say, sayParts } from '../words/say.ts'
import { type UnitDetail, unitKindWord } from './handling-unit.ts'
import { MoveDialog } from './move-dialog.tsx'
import { UnitContents } from './unit-contents.tsx'
import { UnitHistory } from './unit-history.tsx'
import { UnitThen } from './unit-then.tsx'

/** One unit: where it stands, what is in it, what it holds, and where it has been. */
export default function UnitShow() {
  return (
    <ShowBase>
      <UnitBody />
    </ShowBase>
  )
}

function UnitBody() {
  const { record: unit, error, isPending, refetch } = useShowContext<UnitDetail>()
  const { canAccess } = useCanAccess({ resource: 'handling-units', action: 'edit' })
  const { mayChange } = useRights()
  const [isMoving, setMoving] = useState(false)
  const [look, change] = useLook()
  if (error)
    return (
      <PageTrouble
        error={error}
        what={say('The handling unit')}
        over={<Link to="/handling-units">{say('Handling units')}</Link>}
        onRetry={() => void refetch()}
      />
    )
  // Coming from the list, the row is there at once and its contents follow.
  if (isPending || !unit?.contents) return <Waiting rows={5} />
  const mayMove = mayChange('ledger.movement.post')
  return (
    <AtPlace place={unit.location?.id}>
      <PageHead
        title={unit.code}
        over={<Above unit={unit} />}
        fact={<Standing unit={unit} />}
        actions={
          <>
            <LookBackButton word={say('At a date')} look={look} onChange={change} />
            {canAccess ? (
              <Button
                component={Link}
                to={`/handling-units/${unit.id}`}
                startIcon={<IconPencil className="icon s" />}
              >
                {say('Edit')}
              </Button>
            ) : null}
            {mayMove ? (
              <Button
                variant="contained"
                startIcon={<IconArrowsExchange className="icon s" />}
                onClick={() => setMoving(true)}
              >
                {say('Move unit')}
              </Button>
            ) : null}
          </>
        }
      />
      <TimeMachine what={say('The unit')} look={look} onChange={change} />
      {look.instant === undefined ? <UnitNow unit={unit} /> : <UnitThen unit={unit} look={look} />}
      {isMoving ? <MoveDialog unit={unit} onClose={() => setMoving(false)} /> : null}
    </AtPlace>
  )
}

function UnitNow({ unit }: { unit: UnitDetail }) {
  return (
    <div className="record">
      <div className="stack">
        <UnitContents unit={unit} />
        <GenealogyPanel of={{ by: 'unit', id: unit.id }} />
      </div>
      <div className="stack">
        <ExtensionFacts row={unit} />
        <Nested unit={unit} />
        <UnitHistory unit={unit} />
        <RecordHistory id={unit.id} version={unit.version} />
        <Slot name="handling-units.handling-unit.show" record={unit} />
      </div>
    </div>
  )
}

function Above({ unit }: { unit: UnitDetail }) {
  return (
    <>
      <Link to="/handling-units">{say('Handling units')}</Link>
      {unit.inside.map(({ id, code }) => (
        <span key={id}>
          {' / '}
          <Link to={`/handling-units/${id}/show`}>{code}</Link>
        </span>
      ))}
    </>
  )
}

function Standing({ unit }: { unit: UnitDetail }) {
  const what = [unitKindWord(unit.kind), unit.isSscc ? 'SSCC' : '', unit.isActive ? '' : say('closed')]
    .filter(Boolean)
    .join(', ')
  if (unit.location === null) return <>{say('{what}, stands nowhere yet', { what })}</>
  return (
    <>
      {sayParts('{what}, in {code}', { what, code: <Plate code={unit.location.code} /> })}
      {unit.parent ? ` ${say('inside {code}', { code: unit.parent.code })}` : null}
    </>
  )
}

function Nested({ unit }: { unit: UnitDetail }) {
  return (
    <section className="card pad" aria-label={say('Units in it')}>
      <h2 style={{ font: 'var(--type-section)', margin: '0 0 12px' }}>{say('Units in it')}</h2>
      {unit.nested.length === 0 ? <span className="muted">{say('None.')}</span> : null}
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {unit.nested.map(({ id, code, kind, depth }) => (
          <li key={id} style={{ paddingLeft: (depth - 1) * 20, lineHeight: '28px' }}>
            <Link to={`/handling-units/${id}/show`}>
              <span className="code">{code}</span>
            </Link>{' '}
            <span className="muted small">{kind}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
