import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import { IconArrowsExchange, IconEdit, IconExternalLink, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useCanAccess } from 'react-admin'
import { Link } from 'react-router-dom'
import { HeldMark } from '../ledger/held-mark.tsx'
import { instantQuery, type Look } from '../ledger/look-back.ts'
import { useBalances } from '../ledger/reads.ts'
import { Figure } from '../pieces/figure.tsx'
import { formatFigure } from '../pieces/format.ts'
import { Instant } from '../pieces/instant.tsx'
import { Named } from '../pieces/named.tsx'
import { RecordHistory } from '../pieces/record-history.tsx'
import { StatusChip } from '../pieces/status-chip.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { LockButtons } from './lock-buttons.tsx'
import { PlaceDialog } from './place-dialog.tsx'
import { fillOf, type Place, type Standing } from './plan.ts'
import { formatMetres } from './plan-frame.tsx'
import type { Stack } from './stacks.ts'

interface StackPanelProps {
  readonly place: Place
  readonly stack: Stack | undefined
  readonly standings: ReadonlyMap<string, Standing>
  readonly look: Look
  readonly onChoose: (id: string) => void
  readonly onChanged: () => void
  readonly onClose: () => void
}

/** What is in a place and above and below it, and what can be done there. */
export function StackPanel(props: StackPanelProps) {
  const { place, stack, standings, look, onChanged, onClose } = props
  const { canAccess: canEdit } = useCanAccess({ resource: 'locations', action: 'edit' })
  const [isEditing, setEditing] = useState(false)
  const isNow = look.instant === undefined
  useEffect(() => {
    const close = (event: KeyboardEvent) => event.key === 'Escape' && !isEditing && onClose()
    window.addEventListener('keydown', close)
    return () => window.removeEventListener('keydown', close)
  }, [onClose, isEditing])
  return (
    <aside className="panel" aria-label={place.code}>
      <div className="row" style={{ alignItems: 'flex-start' }}>
        <div>
          <div className="small muted">{[place.zone, place.kind].filter(Boolean).join(', ')}</div>
          <h2 className="big-plate">{place.code}</h2>
        </div>
        <IconButton sx={{ ml: 'auto' }} size="small" aria-label={say('Close the panel')} onClick={onClose}>
          <IconX className="icon" />
        </IconButton>
      </div>
      {stack && stack.places.length > 1 ? <Levels {...props} stack={stack} /> : null}
      <Contents place={place} look={look} />
      <Facts place={place} standing={standings.get(place.id)} />
      {isNow ? (
        <div className="row wrap">
          <LockButtons place={place} locks={standings.get(place.id)?.locks ?? []} />
          {canEdit ? (
            <Button size="small" startIcon={<IconEdit className="icon s" />} onClick={() => setEditing(true)}>
              {say('Change')}
            </Button>
          ) : null}
          <Button
            size="small"
            component={Link}
            to={`/post/transfer?from=${place.id}`}
            startIcon={<IconArrowsExchange className="icon s" />}
          >
            {say('Transfer from here')}
          </Button>
          <Button
            size="small"
            component={Link}
            to={`/locations/${place.id}/show`}
            startIcon={<IconExternalLink className="icon s" />}
          >
            {say('Open')}
          </Button>
        </div>
      ) : null}
      <RecordHistory id={place.id} version={place.version} />
      {isEditing ? (
        <PlaceDialog place={place} onChanged={onChanged} onClose={() => setEditing(false)} />
      ) : null}
    </aside>
  )
}

/** The places above one another, the highest on top, each by how full it is. */
function Levels({ stack, place, standings, onChoose }: StackPanelProps & { stack: Stack }) {
  return (
    <div className="levels">
      {[...stack.places].reverse().map((level, index) => {
        const fill = fillOf(level, standings.get(level.id))
        const share = fill === undefined ? say('in use') : `${Math.round(fill * 100)} %`
        return (
          <button
            key={level.id}
            type="button"
            className={level.id === place.id ? 'on' : undefined}
            aria-pressed={level.id === place.id}
            onClick={() => onChoose(level.id)}
          >
            <span className={level.id === place.id ? 'strong' : 'muted'}>{stack.places.length - index}</span>
            <span className="bar">
              <i
                className={fill === undefined ? 'unknown' : undefined}
                style={{ width: `${(fill ?? 0.6) * 100}%` }}
              />
            </span>
            <span className="num">{share}</span>
            <span className="sr-only">{level.code}</span>
          </button>
        )
      })}
    </div>
  )
}

function Contents({ place, look }: { place: Place; look: Look }) {
  const { data, error, refetch } = useBalances({ location: place.id, ...instantQuery(look) })
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting rows={2} />
  if (data.rows.length === 0) return <p className="muted">{say('Nothing is here.')}</p>
  return (
    <table className="table dense">
      <caption className="sr-only">{say('What is in it')}</caption>
      <thead className="sr-only">
        <tr>
          <th>{say('Item')}</th>
          <th>{say('On hand')}</th>
        </tr>
      </thead>
      <tbody>
        {data.rows.map((row) => (
          <tr key={row.bucket}>
            <td>
              <Link to={`/items/${row.item.id}/show`} style={{ textDecoration: 'none' }}>
                <Named code={row.item.sku} name={row.item.name} />
              </Link>
              <div>
                {row.handlingUnit ? <span className="code muted">{row.handlingUnit.code} </span> : null}
                {row.lot ? <span className="code muted">{row.lot.name} </span> : null}
                {row.status === 'unrestricted' ? null : <StatusChip status={row.status} />}
                <HeldMark row={row} />
              </div>
            </td>
            <td className="num strong">
              <Link to={`/buckets/${row.bucket}`}>
                <Figure value={row.onHand} unit={row.item.baseUnit} />
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Facts({ place, standing }: { place: Place; standing: Standing | undefined }) {
  const sizes = [place.sizeX, place.sizeY, place.sizeZ]
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      say('At x, y, z'),
      place.x === null ? '' : [place.x, place.y, place.z].map(formatMetres).filter(Boolean).join(', '),
    ],
    [say('Size'), sizes.map(formatMetres).filter(Boolean).join(' × ')],
    [say('Goods take up'), standing && standing.volume > 0 ? `${formatFigure(standing.volume)} m³` : ''],
    [say('Balances of unknown size'), standing && standing.unsized > 0 ? formatFigure(standing.unsized) : ''],
    [say('Last touched'), standing?.lastAt ? <Instant key="last" at={standing.lastAt} length="short" /> : ''],
    [say('Use'), place.isActive ? '' : say('out of use')],
  ]
  return (
    <dl className="facts small">
      {facts
        .filter(([, value]) => value !== '')
        .map(([word, value]) => (
          <div key={word} style={{ display: 'contents' }}>
            <dt>{word}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
    </dl>
  )
}
