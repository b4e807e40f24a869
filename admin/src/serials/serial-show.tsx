import Button from '@mui/material/Button'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ShowBase, useShowContext } from 'react-admin'
import { Link } from 'react-router-dom'
import { ExtensionFacts } from '../extensions/extension-facts.tsx'
import { useExtensions } from '../extensions/use-extensions.ts'
import { Way } from '../ledger/lines-table.tsx'
import { type Look, linesUntil, useLook } from '../ledger/look-back.ts'
import { readRows } from '../ledger/reads.ts'
import type { LineRow } from '../ledger/rows.ts'
import { LookBackButton, TimeMachine } from '../ledger/time-machine.tsx'
import { kindWord } from '../movements/movement-kinds.tsx'
import { Instant } from '../pieces/instant.tsx'
import { PageTrouble } from '../pieces/page-trouble.tsx'
import { Plate } from '../pieces/plate.tsx'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { Slot } from '../plugin-screens/slot.tsx'
import { useRights } from '../providers/rights.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { GenealogyPanel } from '../transformations/genealogy-panel.tsx'
import { say, sayParts } from '../words/say.ts'
import type { Serial } from './serial.ts'
import { SerialPlace } from './serial-place.tsx'

/** One piece: where it is, and every line that it was on. */
export default function SerialShow() {
  return (
    <ShowBase>
      <SerialBody />
    </ShowBase>
  )
}

function SerialBody() {
  const { record: serial, error, isPending, refetch } = useShowContext<Serial>()
  const { mayChange } = useRights()
  const canEdit = useExtensions().length > 0 && mayChange('ledger.movement.post')
  const [look, change] = useLook()
  if (error)
    return (
      <PageTrouble
        error={error}
        what={say('The serial number')}
        over={<Back />}
        onRetry={() => void refetch()}
      />
    )
  if (isPending || !serial) return <Waiting rows={4} />
  return (
    <>
      <PageHead
        title={serial.number}
        over={<Back />}
        fact={<Standing serial={serial} />}
        actions={
          <>
            <LookBackButton word={say('At a date')} look={look} onChange={change} />
            {canEdit ? (
              <Button
                component={Link}
                to={`/serials/${serial.id}`}
                startIcon={<IconPencil className="icon s" />}
              >
                {say('Edit')}
              </Button>
            ) : null}
          </>
        }
      />
      <TimeMachine what={say('The piece')} look={look} onChange={change} />
      <div className="record">
        <div className="stack">
          <HistoryCard serial={serial} look={look} />
          {serial.lot === null ? null : (
            <GenealogyPanel
              of={{ by: 'lot', id: serial.lot.id }}
              note={say('of its lot {name}', { name: serial.lot.name })}
            />
          )}
        </div>
        <div className="stack">
          <FactsCard serial={serial} />
          <ExtensionFacts row={serial} />
          <Slot name="serials.serial.show" record={serial} />
        </div>
      </div>
    </>
  )
}

function Standing({ serial }: { serial: Serial }) {
  return (
    <span className="row wrap">
      <Link to={`/items/${serial.item.id}/show`}>
        <span className="code">{serial.item.sku}</span> {serial.item.name}
      </Link>
      <SerialPlace serial={serial} />
    </span>
  )
}

function HistoryCard({ serial, look }: { serial: Serial; look: Look }) {
  const { filter, sort } = linesUntil(look)
  const path = `/ledger/serials/${serial.id}/history`
  const { data, error, refetch } = useQuery({
    queryKey: ['serials', serial.id, 'history', filter, sort],
    queryFn: ({ signal }) =>
      readRows<LineRow>(path, filter, { signal, ...(sort === undefined ? {} : { sort }) }),
  })
  if (error) return <Trouble error={error} what={say('The history')} onRetry={() => void refetch()} />
  if (!data) return <Waiting rows={4} />
  return (
    <section className="card" aria-label={say('History')}>
      <header>
        <h2>{say('Where it was')}</h2>
        <span className="push muted small">{say('newest first')}</span>
      </header>
      {look.instant === undefined ? null : <StoodThen last={data.rows[0]} />}
      <ScrollX>
        <table className="table">
          <thead>
            <tr>
              <th>{say('When')}</th>
              <th>{say('Movement')}</th>
              <th>{say('From, to')}</th>
              <th>{say('By')}</th>
              <th>{say('Why')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((line) => (
              <tr key={line.id}>
                <td className="muted">
                  <Instant at={line.effectiveAt} />
                </td>
                <td>
                  <Link to={`/movements/${line.movement}/show`}>{kindWord(line.kind)}</Link>
                </td>
                <td>
                  <Way line={line} />
                </td>
                <td>{line.actor?.name}</td>
                <td className="muted">{whyOf(line)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}

/** Where the last line by then left the piece. */
function StoodThen({ last }: { last: LineRow | undefined }) {
  if (last === undefined) return <p className="pad muted">{say('Nothing was known of it then.')}</p>
  const isOutside = last.toAfter === null
  return (
    <p className="pad" style={{ margin: 0 }}>
      {sayParts('Then it stood in {code}', { code: <Plate code={last.to.code} isOutside={isOutside} /> })}
    </p>
  )
}

function whyOf({ source, reason, note }: LineRow): string {
  return [source ? `${source.type} ${source.id}` : '', reason ?? '', note ?? ''].filter(Boolean).join(', ')
}

function FactsCard({ serial }: { serial: Serial }) {
  return (
    <section className="card pad" aria-label={say('Facts')}>
      <dl className="facts">
        <dt>{say('Owner')}</dt>
        <dd>{serial.owner.name}</dd>
        {serial.lot === null ? null : (
          <>
            <dt>{say('Lot')}</dt>
            <dd className="code">{serial.lot.name}</dd>
          </>
        )}
        <dt>{say('First came')}</dt>
        <dd>
          <Instant at={serial.firstAt} />
        </dd>
        <dt>{say('Last moved')}</dt>
        <dd>
          <Instant at={serial.lastAt} />
        </dd>
        <dt>{say('Lines')}</dt>
        <dd>{serial.lines}</dd>
      </dl>
    </section>
  )
}

/** To all of them. */
function Back() {
  return <Link to="/serials">{say('Serial numbers')}</Link>
}
