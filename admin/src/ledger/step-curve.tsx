import { useEffect, useRef, useState } from 'react'
import { formatDay, formatFigure } from '../pieces/format.ts'
import { useClock } from '../pieces/site-clock.tsx'

const leastWidth = 260
const height = 168
const edge = { left: 56, right: 16, top: 26, bottom: 34 }
const tickCount = 3

/** A balance from an instant on. */
export interface Step {
  readonly at: number
  readonly value: number
}

interface Scale {
  readonly width: number
  readonly x: (at: number) => number
  readonly y: (value: number) => number
  readonly top: number
}

interface StepCurveProps {
  /** In the order of time; the last one is now. */
  readonly steps: readonly Step[]
  /** What the curve shows, as it is read out. */
  readonly sentence: string
  /** Written at its end. */
  readonly endWord: string
  /** Instants that get a mark under the axis. */
  readonly marks: readonly number[]
}

/** A balance over time as steps: stock does not slope. */
export function StepCurve({ steps, sentence, endWord, marks }: StepCurveProps) {
  const [frame, width] = useWidth()
  const first = steps[0]
  const last = steps.at(-1)
  if (!first || !last || first.at >= last.at) return null
  const scale = scaleOf(steps, width)
  const path = steps
    .map(({ at, value }, index) =>
      index === 0 ? `M${scale.x(at)} ${scale.y(value)}` : `H${scale.x(at)}V${scale.y(value)}`,
    )
    .join('')
  return (
    <div ref={frame} style={{ padding: '0 8px 8px', minHeight: height }}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={sentence}
        style={{ width, maxWidth: '100%', display: 'block' }}
      >
        <Axes scale={scale} first={first.at} last={last.at} />
        <path d={`${path}V${scale.y(0)}H${scale.x(first.at)}Z`} fill="var(--sunken)" />
        <path d={path} fill="none" stroke="var(--ink)" strokeWidth="1.75" />
        {marks
          .filter((at) => at >= first.at)
          .map((at, index) => (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: two receipts may be of one instant
              key={`${at} ${index}`}
              d={`M${scale.x(at)} ${height - edge.bottom + 4}l-4.5 7h9z`}
              fill="var(--ink)"
            />
          ))}
        <End last={last} scale={scale} word={endWord} />
      </svg>
    </div>
  )
}

/** How wide there is room to draw: text keeps its size, the curve takes what is left. */
function useWidth() {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(900)
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const watcher = new ResizeObserver(([entry]) =>
      setWidth(Math.max(leastWidth, Math.floor(entry?.contentRect.width ?? 0))),
    )
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])
  return [frame, width] as const
}

function Axes({ scale, first, last }: { scale: Scale; first: number; last: number }) {
  const zone = useClock()
  const dayTicks = scale.width < 500 ? 2 : 4
  const days = Array.from({ length: dayTicks }, (_, n) => first + ((last - first) * n) / dayTicks)
  return (
    <>
      {ticksOf(scale.top).map((tick) => (
        <g key={tick}>
          <path d={`M${edge.left} ${scale.y(tick)}H${scale.width - edge.right}`} stroke="var(--line)" />
          <text x={edge.left - 8} y={scale.y(tick) + 4} textAnchor="end" fontSize="12" fill="var(--muted)">
            {formatFigure(tick)}
          </text>
        </g>
      ))}
      {days.map((at, n) => (
        <text
          key={at}
          x={scale.x(at)}
          y={height - 6}
          textAnchor={n === 0 ? 'start' : 'middle'}
          fontSize="12"
          fill="var(--muted)"
        >
          {formatDay(new Date(at).toISOString(), zone)}
        </text>
      ))}
    </>
  )
}

function End({ last, scale, word }: { last: Step; scale: Scale; word: string }) {
  const x = scale.x(last.at)
  const y = scale.y(last.value)
  return (
    <>
      <circle cx={x} cy={y} r="5" fill="var(--mark)" stroke="var(--ink)" strokeWidth="1.75" />
      <text
        x={x - 8}
        y={y - 10}
        textAnchor="end"
        fontSize="13"
        fontWeight="650"
        paintOrder="stroke"
        stroke="var(--surface)"
        strokeWidth="4"
        fill="var(--text)"
      >
        {word}
      </text>
    </>
  )
}

function scaleOf(steps: readonly Step[], width: number): Scale {
  const from = steps[0]?.at ?? 0
  const span = (steps.at(-1)?.at ?? 1) - from
  const top = roundUp(Math.max(1, ...steps.map((step) => step.value)))
  const bottom = Math.min(0, ...steps.map((step) => step.value))
  return {
    width,
    top,
    x: (at) => Math.round(edge.left + ((at - from) / span) * (width - edge.left - edge.right)),
    y: (value) => Math.round(edge.top + ((top - value) / (top - bottom)) * (height - edge.top - edge.bottom)),
  }
}

/** The next 1, 2, 3, 4, 5, 6, 8 or 10 times a power of ten: an axis ends on a figure one can say. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 3, 4, 5, 6, 8, 10].find((step) => step * power >= value) ?? 10) * power
}

function ticksOf(top: number): number[] {
  return Array.from({ length: tickCount }, (_, index) => (top * index) / (tickCount - 1))
}
