import { formatFigure, formatInstant } from '../pieces/format.ts'
import type { LineRow } from './rows.ts'

const width = 900
const height = 150
const edge = { left: 56, right: 16, top: 22, bottom: 22 }
const tickCount = 3

interface Step {
  readonly at: number
  readonly value: number
}

interface Scale {
  readonly x: (at: number) => number
  readonly y: (value: number) => number
  readonly top: number
}

/**
 * The balance over the lines' time as steps: stock does not slope. Nothing is drawn for fewer than three
 * lines.
 */
export function StepCurve(props: { lines: readonly LineRow[]; running: readonly number[]; unit: string }) {
  const { lines, running, unit } = props
  const steps = lines
    .map((line, index) => ({ at: Date.parse(line.effectiveAt), value: running[index] ?? 0 }))
    .sort((a, b) => a.at - b.at)
  const first = steps[0]
  const last = steps.at(-1)
  if (!first || !last || steps.length < 3 || first.at === last.at) return null
  const scale = scaleOf(steps)
  const path = steps
    .map(({ at, value }, index) =>
      index === 0 ? `M${scale.x(at)} ${scale.y(value)}` : `H${scale.x(at)}V${scale.y(value)}`,
    )
    .join('')
  const sentence =
    `On hand from ${formatInstant(new Date(first.at).toISOString())}, ${formatFigure(first.value)} ${unit}, ` +
    `to ${formatInstant(new Date(last.at).toISOString())}, ${formatFigure(last.value)} ${unit}`
  return (
    <div className="scroll-x" style={{ padding: '0 8px' }}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={sentence}
        style={{ width: '100%', minWidth: 480 }}
      >
        {ticksOf(scale.top).map((tick) => (
          <g key={tick}>
            <path d={`M${edge.left} ${scale.y(tick)}H${width - edge.right}`} stroke="var(--line)" />
            <text x={edge.left - 8} y={scale.y(tick) + 4} textAnchor="end" fontSize="12" fill="var(--muted)">
              {formatFigure(tick)}
            </text>
          </g>
        ))}
        <path d={`${path}V${scale.y(0)}H${scale.x(first.at)}Z`} fill="var(--sunken)" />
        <path d={path} fill="none" stroke="var(--ink)" strokeWidth="1.75" />
        <circle
          cx={scale.x(last.at)}
          cy={scale.y(last.value)}
          r="5"
          fill="var(--mark)"
          stroke="var(--ink)"
          strokeWidth="1.75"
        />
        <Labels first={first} last={last} scale={scale} />
      </svg>
    </div>
  )
}

function Labels({ first, last, scale }: { first: Step; last: Step; scale: Scale }) {
  return (
    <>
      <text
        x={scale.x(last.at)}
        y={scale.y(last.value) - 10}
        textAnchor="end"
        fontSize="13"
        fontWeight="650"
        paintOrder="stroke"
        stroke="var(--surface)"
        strokeWidth="4"
        fill="var(--text)"
      >
        {formatFigure(last.value)}
      </text>
      <text x={edge.left} y={height - 4} fontSize="12" fill="var(--muted)">
        {formatInstant(new Date(first.at).toISOString())}
      </text>
      <text x={width - edge.right} y={height - 4} textAnchor="end" fontSize="12" fill="var(--muted)">
        {formatInstant(new Date(last.at).toISOString())}
      </text>
    </>
  )
}

function scaleOf(steps: readonly Step[]): Scale {
  const from = steps[0]?.at ?? 0
  const span = (steps.at(-1)?.at ?? 1) - from
  const top = roundUp(Math.max(1, ...steps.map((step) => step.value)))
  const bottom = Math.min(0, ...steps.map((step) => step.value))
  return {
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
