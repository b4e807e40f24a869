import IconButton from '@mui/material/IconButton'
import { IconMaximize, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { type ComponentProps, useState } from 'react'
import { useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import type { Look } from '../ledger/look-back.ts'
import { formatFigure } from '../pieces/format.ts'
import { Plate } from '../pieces/plate.tsx'
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
  const translate = useTranslate()
  const { ground } = drawing
  const [view, setView] = useState<Frame>(ground.frame)
  const zoom = (factor: number) => setView((before) => zoomed(before, factor))
  if (ground.stacks.length === 0) {
    return (
      <section className="card empty">
        <b>{translate('plan.none')}</b>
        <span>
          {translate('plan.none_way')} <Link to="/locations/layout">{translate('plan.lay_out')}</Link>
        </span>
      </section>
    )
  }
  return (
    <section className="card plan-card" aria-label={translate('plan.title')}>
      <div className="legend">
        <Legend shade={drawing.shade} />
        <span className="push" />
        <IconButton size="small" aria-label={translate('plan.zoom_out')} onClick={() => zoom(1.4)}>
          <IconZoomOut className="icon" />
        </IconButton>
        <IconButton size="small" aria-label={translate('plan.zoom_in')} onClick={() => zoom(1 / 1.4)}>
          <IconZoomIn className="icon" />
        </IconButton>
        <IconButton size="small" aria-label={translate('plan.whole')} onClick={() => setView(ground.frame)}>
          <IconMaximize className="icon" />
        </IconButton>
      </div>
      <div className="plan-hold">
        <PlanDrawing {...drawing} view={view} onView={setView} isPast={look.instant !== undefined} />
      </div>
      {ground.unplaced.length > 0 ? (
        <div className="unplaced">
          <span className="small muted">{translate('plan.unplaced', { count: ground.unplaced.length })}</span>
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
  const translate = useTranslate()
  if (shade === 'status') return <span>{translate('plan.legend_status')}</span>
  return (
    <>
      <span className="row">
        {translate(shade === 'fill' ? 'plan.empty' : 'plan.legend_little')}
        <span className="ramp" aria-hidden="true">
          {[0, 1, 2, 3, 4, 5].map((step) => (
            <i key={step} style={{ background: `var(--heat-${step})` }} />
          ))}
        </span>
        {translate(shade === 'fill' ? 'plan.legend_full' : 'plan.legend_much')}
      </span>
      <span className="row">
        <i className="swatch p-damaged" aria-hidden="true" /> {translate('plan.locked')}
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
