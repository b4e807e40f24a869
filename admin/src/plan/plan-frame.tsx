import IconButton from '@mui/material/IconButton'
import { IconMaximize, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { type ComponentProps, useState } from 'react'
import { Link } from 'react-router-dom'
import type { Look } from '../ledger/look-back.ts'
import { formatFigure } from '../pieces/format.ts'
import { Plate } from '../pieces/plate.tsx'
import { say } from '../words/say.ts'
import { PlanDrawing } from './plan-drawing.tsx'
import type { Frame } from './stacks.ts'
import { TimeSlider } from './time-slider.tsx'

type Drawing = ComponentProps<typeof PlanDrawing>

interface PlanFrameProps extends Omit<Drawing, 'view' | 'onView' | 'isPast'> {
  readonly look: Look
  readonly timeZone: string
  readonly onLook: (part: Partial<Look>) => void
}

const shownUnplaced = 30

/** The drawing with its legend, zoom and time machine. */
export function PlanFrame({ look, timeZone, onLook, ...drawing }: PlanFrameProps) {
  const { ground } = drawing
  const [view, setView] = useState<Frame>(ground.frame)
  const zoom = (factor: number) => setView((before) => zoomed(before, factor))
  if (ground.stacks.length === 0) {
    return (
      <section className="card empty">
        <b>{say('No place of this site has coordinates yet.')}</b>
        <span>
          {say('Lay the building out from a pattern, or give its places their x and y.')}{' '}
          <Link to="/locations/layout">{say('Lay out a building')}</Link>
        </span>
      </section>
    )
  }
  return (
    <section className="card plan-card" aria-label={say('Warehouse plan')}>
      <div className="legend">
        <Legend shade={drawing.shade} />
        <span className="push" />
        <IconButton size="small" aria-label={say('Farther')} onClick={() => zoom(1.4)}>
          <IconZoomOut className="icon" />
        </IconButton>
        <IconButton size="small" aria-label={say('Closer')} onClick={() => zoom(1 / 1.4)}>
          <IconZoomIn className="icon" />
        </IconButton>
        <IconButton size="small" aria-label={say('The whole site')} onClick={() => setView(ground.frame)}>
          <IconMaximize className="icon" />
        </IconButton>
      </div>
      <div className="plan-hold">
        <PlanDrawing {...drawing} view={view} onView={setView} isPast={look.instant !== undefined} />
      </div>
      {ground.unplaced.length > 0 ? (
        <div className="unplaced">
          <span className="small muted">
            {say('{count} without coordinates:', { count: ground.unplaced.length })}
          </span>
          {ground.unplaced.slice(0, shownUnplaced).map(({ id, code }) => (
            <button key={id} type="button" className="bare" onClick={() => drawing.onChoose(id)}>
              <Plate code={code} isHere={id === drawing.chosen} />
            </button>
          ))}
        </div>
      ) : null}
      <TimeSlider look={look} timeZone={timeZone} onLook={onLook} />
    </section>
  )
}

function Legend({ shade }: { shade: Drawing['shade'] }) {
  if (shade === 'status')
    return (
      <span>{say('green: unrestricted; violet: quarantine; amber: on hold; red: damaged or expired')}</span>
    )
  return (
    <>
      <span className="row">
        {shade === 'fill' ? say('empty') : say('little')}
        <span className="ramp" aria-hidden="true">
          {[0, 1, 2, 3, 4, 5].map((step) => (
            <i key={step} style={{ background: `var(--heat-${step})` }} />
          ))}
        </span>
        {shade === 'fill' ? say('full') : say('much')}
      </span>
      <span className="row">
        <i className="swatch p-damaged" aria-hidden="true" /> {say('locked')}
      </span>
    </>
  )
}

function zoomed({ x, y, width, height }: Frame, factor: number): Frame {
  const [wide, high] = [width * factor, height * factor]
  return { x: x + (width - wide) / 2, y: y + (height - high) / 2, width: wide, height: high }
}

/** Metres as they are read: 2.7 m. */
export function formatMetres(metres: number | null): string {
  return metres === null ? '' : `${formatFigure(metres)} m`
}
