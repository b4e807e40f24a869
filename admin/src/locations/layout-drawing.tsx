import { formatFigure } from '../pieces/format.ts'
import { say } from '../words/say.ts'

/** A place as it would stand on the floor. */
export interface GroundPlace {
  readonly code: string
  readonly x: number
  readonly y: number
  readonly sizeX: number | null
  readonly sizeY: number | null
}

const unit = 20
const edge = 1.5
const usual = 1.1

/** What a pattern would make, from above and to scale, before anything is made. */
export function LayoutDrawing({ ground }: { ground: readonly GroundPlace[] }) {
  const span = (values: readonly number[]) => Math.max(...values) - Math.min(...values)
  const isTurned = span(ground.map(({ y }) => y)) > span(ground.map(({ x }) => x))
  const boxes = ground.map(({ code, x, y, sizeX, sizeY }) => {
    const [wide, deep] = isTurned ? [sizeY ?? usual, sizeX ?? usual] : [sizeX ?? usual, sizeY ?? usual]
    const [left, top] = isTurned ? [y, x] : [x, y]
    return { code, x: left - wide / 2, y: top - deep / 2, wide, deep }
  })
  const left = Math.min(...boxes.map(({ x }) => x)) - edge
  const top = Math.min(...boxes.map(({ y }) => y)) - edge
  const width = Math.max(...boxes.map(({ x, wide }) => x + wide)) + edge - left
  const height = Math.max(...boxes.map(({ y, deep }) => y + deep)) + edge - top
  const sides = [width, height].map((metres) => formatFigure(Math.round(metres))).join(' by ')
  const sentence = say('{count} places on the floor, {sides} m', { count: ground.length, sides })
  return (
    <figure style={{ margin: 0, width: '100%' }}>
      <svg
        role="img"
        aria-label={sentence}
        viewBox={[left, top, width, height].map((metres) => metres * unit).join(' ')}
        style={{
          width: '100%',
          maxHeight: 420,
          background: 'var(--surface)',
          border: '1px solid var(--line)',
        }}
      >
        {boxes.map(({ code, x, y, wide, deep }) => (
          <rect
            key={code}
            x={x * unit}
            y={y * unit}
            width={wide * unit - 1}
            height={deep * unit - 1}
            rx="1.5"
            fill="var(--heat-1)"
            stroke="var(--line-strong)"
            strokeWidth="0.6"
            vectorEffect="non-scaling-stroke"
          >
            <title>{code}</title>
          </rect>
        ))}
      </svg>
      <figcaption className="small">{sentence}</figcaption>
    </figure>
  )
}
