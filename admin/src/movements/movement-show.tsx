import Button from '@mui/material/Button'
import { IconArrowBackUp } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { ShowBase, useShowContext } from 'react-admin'
import { Link } from 'react-router-dom'
import { Way } from '../ledger/lines-table.tsx'
import type { LineRow, Movement } from '../ledger/rows.ts'
import { formatFigure } from '../pieces/format.ts'
import { Instant } from '../pieces/instant.tsx'
import { Named } from '../pieces/named.tsx'
import { PageTrouble } from '../pieces/page-trouble.tsx'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { AtPlace } from '../pieces/site-clock.tsx'
import { StatusChip } from '../pieces/status-chip.tsx'
import { Slot } from '../plugin-screens/slot.tsx'
import { useRights } from '../providers/rights.ts'
import { SerialsOfLine } from '../serials/serials-of-line.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { TransformationOfMovement } from '../transformations/transformation-of-movement.tsx'
import { say, sayParts } from '../words/say.ts'
import { kindWord } from './movement-kinds.tsx'
import { StatusOfMovement } from './movement-state.tsx'
import { OverridesOfMovement } from './overrides-of-movement.tsx'
import { ReverseDialog } from './reverse-dialog.tsx'

/** One movement with its lines, and the way to reverse it. */
export default function MovementShow() {
  return (
    <ShowBase>
      <MovementBody />
    </ShowBase>
  )
}

function MovementBody() {
  const { record: movement, error, isPending, refetch } = useShowContext<Movement>()
  const { mayChange } = useRights()
  const [isAsking, setAsking] = useState(false)
  if (error)
    return (
      <PageTrouble
        error={error}
        what={say('The movement')}
        over={<Link to="/movements">{say('Movements')}</Link>}
        onRetry={() => void refetch()}
      />
    )
  // Coming from the list, the row is there at once and its lines follow.
  if (isPending || !movement?.lines) return <Waiting rows={4} />
  const canReverse =
    mayChange('ledger.movement.reverse') && !movement.reversedBy && movement.kind !== 'reversal'
  const document = movement.source
    ? ` ${say('for {type} {id}', { type: movement.source.type, id: movement.source.id })}`
    : ''
  return (
    <AtPlace place={placeOf(movement)}>
      <PageHead
        title={`${kindWord(movement.kind)}${document}`}
        over={<Link to="/movements">{say('Movements')}</Link>}
        fact={<StatusOfMovement movement={movement} />}
        actions={
          canReverse ? (
            <Button startIcon={<IconArrowBackUp className="icon s" />} onClick={() => setAsking(true)}>
              {say('Reverse movement')}
            </Button>
          ) : null
        }
      />
      <ReversalNote movement={movement} />
      <OverridesOfMovement movement={movement} />
      <TransformationOfMovement movement={movement.id} kind={movement.kind} />
      <div className="record">
        <LinesCard lines={movement.lines} />
        <div className="stack">
          <FactsCard movement={movement} />
          <Slot name="movements.movement.show" record={movement} />
        </div>
      </div>
      {isAsking ? (
        <ReverseDialog
          kind="movement"
          path={`/ledger/movements/${movement.id}`}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </AtPlace>
  )
}

/** A place of ours that it touched: it happened by the clock there. */
function placeOf({ lines: [line] }: Movement): string | undefined {
  return line?.toAfter === null ? line.from.location : line?.to.location
}

function LinesCard({ lines }: { lines: readonly LineRow[] }) {
  return (
    <section className="card" aria-label={say('Lines')}>
      <ScrollX>
        <table className="table">
          <thead>
            <tr>
              <th>{say('Item')}</th>
              <th className="num">{say('Quantity')}</th>
              <th>{say('From, to')}</th>
              <th>{say('Status')}</th>
              <th className="num">{say('From, after')}</th>
              <th className="num">{say('To, after')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.id}>
                <td>
                  <Link to={`/items/${line.item.id}/show`}>
                    <Named code={line.item.sku} name={line.item.name} />
                  </Link>
                  {line.item.serials === 'never' ? null : (
                    <SerialsOfLine line={line.id} quantity={line.quantity} />
                  )}
                </td>
                <td className="num strong">{formatFigure(line.quantity)}</td>
                <td>
                  <Way line={line} />
                </td>
                <td>
                  <StatusChip status={line.toAfter === null ? line.from.status : line.to.status} />
                </td>
                <td className="num">{line.fromAfter === null ? '' : formatFigure(line.fromAfter)}</td>
                <td className="num">{line.toAfter === null ? '' : formatFigure(line.toAfter)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}

function FactsCard({ movement }: { movement: Movement }) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say('Posted'), <Instant key="at" at={movement.at} />],
    [say('Happened'), <Instant key="effective" at={movement.effectiveAt} />],
    [say('By'), movement.actor?.name],
    [say('Owner'), movement.owner?.name],
    [say('Document'), movement.source ? `${movement.source.type} ${movement.source.id}` : undefined],
    [say('Reason'), movement.reason],
    [say('Note'), movement.note],
    [say('Origin'), movement.origin],
  ]
  return (
    <section className="card pad" aria-label={say('Facts')}>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([word, value]) => (
            <div key={word} style={{ display: 'contents' }}>
              <dt>{word}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <p
        className="code muted"
        style={{ whiteSpace: 'normal', margin: '16px 0 0', overflowWrap: 'anywhere' }}
      >
        {movement.id}
      </p>
    </section>
  )
}

function ReversalNote({ movement }: { movement: Movement }) {
  return (
    <>
      {movement.reversedBy ? (
        <div className="note">
          <span>
            {sayParts('This movement was reversed. {link}', {
              link: <Link to={`/movements/${movement.reversedBy}/show`}>{say('Open the reversal')}</Link>,
            })}
          </span>
        </div>
      ) : null}
      {movement.reverses ? (
        <div className="note">
          <span>
            {sayParts('This is a reversal. {link}', {
              link: (
                <Link to={`/movements/${movement.reverses}/show`}>
                  {say('Open the movement it reverses')}
                </Link>
              ),
            })}
          </span>
        </div>
      ) : null}
    </>
  )
}
