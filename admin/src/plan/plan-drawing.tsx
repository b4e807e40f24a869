import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import { say } from '../words/say.ts'
import { fillOf, type Standing } from './plan.ts'
import { ResizeHandle, type Size } from './resize-handle.tsx'
import { type Frame, type Ground, nextStack, type Stack } from './stacks.ts'

/** What the colour of a place says. */
export type Shade = 'fill' | 'quantity' | 'status'

interface PlanDrawingProps {
  readonly ground: Ground
  readonly standings: ReadonlyMap<string, Standing>
  readonly shade: Shade
  /** Only places at this height; undefined for all. */
  readonly level: number | undefined
  /** Codes that have this in them are marked. */
  readonly search: string
  readonly chosen: string | undefined
  readonly view: Frame
  readonly isPast: boolean
  /** Where stacks can be dragged to. */
  readonly onMove: ((stack: Stack, by: { x: number; y: number }) => void) | undefined
  readonly onResize: ((stack: Stack, size: Size) => void) | undefined
  readonly onChoose: (id: string) => void
  readonly onView: (view: Frame) => void
}

const unit = 20
const steps = 5

/**
 * A building from above, to scale: each place by how full it is, locked ones hatched, the chosen one in
 * hi-vis. The arrow keys walk from place to place; what is beside them pans.
 */
export function PlanDrawing(props: PlanDrawingProps) {
  const { ground, view, isPast, onView } = props
  const drag = useRef<{ x: number; y: number; view: Frame } | undefined>(undefined)
  const most = useMemo(
    () => Math.max(1, ...[...props.standings.values()].map(({ onHand }) => onHand)),
    [props.standings],
  )
  const pan = (event: PointerEvent<SVGSVGElement>) => {
    const start = drag.current
    if (start === undefined) return
    const scale = start.view.width / event.currentTarget.clientWidth
    onView({
      ...start.view,
      x: start.view.x - (event.clientX - start.x) * scale,
      y: start.view.y - (event.clientY - start.y) * scale,
    })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset
    <svg
      className={isPast ? 'plan past' : 'plan'}
      style={{ aspectRatio: `${ground.frame.width} / ${ground.frame.height}` }}
      viewBox={[view.x, view.y, view.width, view.height].map((metres) => metres * unit).join(' ')}
      role="group"
      aria-label={say(
        'Plan from above, {count} places; the arrow keys walk from one to the next, t shows the table',
        { count: ground.stacks.length },
      )}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) drag.current = { x: event.clientX, y: event.clientY, view }
      }}
      onPointerMove={pan}
      onPointerUp={() => {
        drag.current = undefined
      }}
      onPointerLeave={() => {
        drag.current = undefined
      }}
    >
      <defs>
        <pattern id="locked" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--surface)" />
          <rect width="2.5" height="6" fill="var(--damaged-solid)" />
        </pattern>
      </defs>
      <ZoneWords stacks={ground.stacks} />
      {ground.stacks.map((stack) => (
        <StackMark key={stack.id} {...props} stack={stack} most={most} />
      ))}
    </svg>
  )
}

/** Each zone's code before its first place. */
function ZoneWords({ stacks }: { stacks: readonly Stack[] }) {
  const zones = Map.groupBy(
    stacks.filter(({ zone }) => zone !== null),
    ({ zone }) => zone,
  )
  return (
    <g>
      {[...zones].map(([zone, inZone]) => {
        const first = inZone.reduce((least, stack) => (stack.x + stack.y < least.x + least.y ? stack : least))
        return (
          <text
            key={zone}
            x={(first.x - 0.3) * unit}
            y={(first.y + first.depth / 2) * unit + 4}
            textAnchor="end"
            fontSize="14"
            fontWeight="700"
            fontFamily="var(--font-code)"
            fill="var(--text)"
          >
            {zone}
          </text>
        )
      })}
    </g>
  )
}

interface StackMarkProps extends PlanDrawingProps {
  readonly stack: Stack
  /** On hand in the fullest place. */
  readonly most: number
}

function StackMark(props: StackMarkProps) {
  const { stack, ground, standings, level, search, chosen, onChoose, onMove, onResize, view } = props
  const [by, setBy] = useState<{ x: number; y: number; from: { x: number; y: number } }>()
  const places = stack.places.filter(({ z }) => level === undefined || (z ?? 0) === level)
  if (places.length === 0) return null
  const isChosen = stack.places.some(({ id }) => id === chosen)
  const isFound =
    search !== '' && places.some(({ code }) => code.toLowerCase().includes(search.toLowerCase()))
  const isLocked = places.some(({ id }) => (standings.get(id)?.locks.length ?? 0) > 0)
  const isStop = isChosen || (chosen === undefined && ground.stacks[0]?.id === stack.id)
  const move = (event: PointerEvent<SVGGElement>) => {
    if (by === undefined) return
    const scale = view.width / (event.currentTarget.ownerSVGElement?.clientWidth ?? 1)
    const snapped = (pixels: number) => Math.round(pixels * scale * 10) / 10
    setBy({ ...by, x: snapped(event.clientX - by.from.x), y: snapped(event.clientY - by.from.y) })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons of its own
    <g
      className="stack"
      data-place={stack.id}
      role="button"
      tabIndex={isStop ? 0 : -1}
      aria-pressed={isChosen}
      aria-label={wordsOf(stack, places, standings)}
      transform={by ? `translate(${by.x * unit} ${by.y * unit})` : undefined}
      onClick={() => onChoose(places[0]!.id)}
      onKeyDown={(event) => walk(event, props)}
      onPointerDown={(event) => {
        if (!onMove) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setBy({ x: 0, y: 0, from: { x: event.clientX, y: event.clientY } })
      }}
      onPointerMove={move}
      onPointerUp={() => {
        if (by && (by.x !== 0 || by.y !== 0)) onMove?.(stack, by)
        setBy(undefined)
      }}
    >
      <rect
        x={stack.x * unit}
        y={stack.y * unit}
        width={stack.width * unit - 1}
        height={stack.depth * unit - 1}
        rx="2"
        fill={isChosen ? 'var(--mark)' : isLocked ? 'url(#locked)' : colourOf(places, props)}
        stroke={isChosen || isFound ? 'var(--ink)' : 'var(--line-strong)'}
        strokeWidth={isChosen || isFound ? 2.5 : 0.6}
        strokeDasharray={places.every(({ isActive }) => !isActive) ? '3 2' : undefined}
        vectorEffect="non-scaling-stroke"
      />
      {isChosen && onResize ? <ResizeHandle {...{ stack, unit, onResize }} across={view.width} /> : null}
    </g>
  )
}

function colourOf(
  places: readonly { id: string }[],
  { standings, shade, most, stack }: StackMarkProps,
): string {
  const inPlaces = places.map(({ id }) => standings.get(id))
  if (shade === 'status') {
    const statuses = inPlaces.flatMap((standing) => standing?.statuses ?? [])
    if (statuses.includes('damaged') || statuses.includes('expired')) return 'var(--damaged-solid)'
    if (statuses.includes('quarantine')) return 'var(--quarantine-solid)'
    if (statuses.length > 0) return 'var(--hold-solid)'
    return inPlaces.some((standing) => (standing?.items ?? 0) > 0)
      ? 'var(--available-solid)'
      : 'var(--heat-0)'
  }
  const shares = places.map(({ id }, index) => {
    if (shade === 'quantity') return (inPlaces[index]?.onHand ?? 0) / most
    const place = stack.places.find((candidate) => candidate.id === id)!
    return fillOf(place, inPlaces[index]) ?? 0.6
  })
  const share = shares.reduce((sum, value) => sum + value, 0) / shares.length
  return `var(--heat-${share <= 0 ? 0 : Math.max(1, Math.min(steps, Math.ceil(share * steps)))})`
}

/** What a place says to whoever cannot see its colour. */
function wordsOf(stack: Stack, places: Stack['places'], standings: ReadonlyMap<string, Standing>): string {
  const each = places.map((place) => {
    const standing = standings.get(place.id)
    const fill = fillOf(place, standing)
    const full =
      fill === undefined
        ? say('in use')
        : fill === 0
          ? say('empty')
          : say('{share} % full', { share: Math.round(fill * 100) })
    const locked = (standing?.locks.length ?? 0) > 0 ? `, ${say('locked')}` : ''
    return `${place.code} ${full}${locked}`
  })
  return [...(stack.zone ? [stack.zone] : []), ...each].join(', ')
}

function walk(event: KeyboardEvent<SVGGElement>, { ground, stack, onChoose }: StackMarkProps): void {
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault()
    onChoose(stack.places[0]!.id)
    return
  }
  const next = nextStack(ground.stacks, stack, event.key)
  if (next === undefined) return
  event.preventDefault()
  onChoose(next.places[0]!.id)
  const mark = event.currentTarget.ownerSVGElement?.querySelector<SVGGElement>(`[data-place="${next.id}"]`)
  mark?.focus()
}
