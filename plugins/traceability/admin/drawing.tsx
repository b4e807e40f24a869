import { formatFigure } from '@stowage/admin'
import { Link } from 'react-router-dom'
import type { Graph } from './graph.ts'
import { boxHeight, boxWidth, layOut, type PlacedBox } from './layout.ts'
import { told, type Words } from './words.ts'

const mostLetters = 20

/** The way of the goods from left to right; each box leads to its screen. */
export function Drawing({ graph, words }: { readonly graph: Graph; readonly words: Words }) {
  const { boxes, flows, width, height, isWhole } = layOut(graph)
  const nameOf = new Map(boxes.map(({ id, title }) => [id, title]))
  return (
    <section className="card" aria-label={words.drawing}>
      <header>
        <h2>{words.drawing}</h2>
        <span className="muted small">{words.legend}</span>
      </header>
      <div className="scroll-x pad">
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} style={{ display: 'block' }}>
          <title>{words.drawing}</title>
          {flows.map(({ from, to, path, width: thick, quantity, unit }) => (
            <path
              key={`${from} ${to} ${unit}`}
              d={path}
              fill="none"
              stroke="var(--line-strong)"
              strokeOpacity={0.45}
              strokeWidth={thick}
            >
              <title>
                {`${nameOf.get(from)} → ${nameOf.get(to)}`}
                {unit && `: ${formatFigure(quantity)} ${unit}`}
              </title>
            </path>
          ))}
          {boxes.map((box) => (
            <BoxLink key={box.id} box={box} words={words} />
          ))}
        </svg>
      </div>
      {isWhole ? null : <p className="muted pad">{told(words.notWhole, { count: boxes.length })}</p>}
    </section>
  )
}

const fills: Readonly<Record<PlacedBox['look'], string>> = {
  arrival: 'var(--transit-soft)',
  thing: 'var(--raised)',
  subject: 'var(--mark-soft)',
  transformation: 'var(--neutral-soft)',
  departure: 'var(--hold-soft)',
  place: 'var(--available-soft)',
}

function BoxLink({ box, words }: { readonly box: PlacedBox; readonly words: Words }) {
  const { x, y, look, title, detail, to } = box
  return (
    <Link to={to}>
      <rect
        x={x}
        y={y}
        width={boxWidth}
        height={boxHeight}
        rx={look === 'transformation' ? boxHeight / 2 : 6}
        fill={fills[look]}
        stroke={look === 'subject' ? 'var(--text)' : 'var(--line-strong)'}
        strokeWidth={look === 'subject' ? 2 : 1}
      >
        <title>{`${words.looks[look]}: ${title} ${detail}`}</title>
      </rect>
      <text x={x + 14} y={y + 19} fill="var(--text)" style={{ font: 'var(--type-strong)' }}>
        {shortened(title)}
      </text>
      <text x={x + 14} y={y + 36} fill="var(--text-2)" style={{ font: 'var(--type-small)' }}>
        {shortened(detail)}
      </text>
    </Link>
  )
}

function shortened(text: string): string {
  return text.length > mostLetters ? `${text.slice(0, mostLetters - 1)}…` : text
}
