import Button from '@mui/material/Button'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { IconTriangleFilled } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { formatInstant, sumQuantities } from '../pieces/format.ts'
import { say } from '../words/say.ts'
import '../pieces/record.css'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { useClock } from '../pieces/site-clock.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import type { Filter } from '../providers/list-query.ts'
import { Waiting } from '../shell/waiting.tsx'
import { LinesTable } from './lines-table.tsx'
import { useLines } from './reads.ts'
import type { LineRow } from './rows.ts'
import { runningBalances } from './running.ts'
import { type Step, StepCurve } from './step-curve.tsx'

const ranges = [30, 90, 365] as const
const mostLines = 1000
const dayMs = 86_400_000

interface BalanceCurveProps {
  /** Which balances: those of an item or a lot. */
  readonly of: Filter
  /** What is on hand now. */
  readonly onHand: number
  readonly unit: string
}

/** How much there was over the last days: steps, because stock does not slope, and the rows behind them. */
export function BalanceCurve({ of, onHand, unit }: BalanceCurveProps) {
  const [days, setDays] = useState<number>(90)
  const [hasRows, setHasRows] = useState(false)
  const from = useMemo(() => new Date(Math.floor(Date.now() / dayMs - days) * dayMs).toISOString(), [days])
  const lines = useLines({ ...of, effectiveAt: { gte: from } }, mostLines, '-effectiveAt')
  return (
    <>
      <div className="curve-head">
        <h2>{say('On hand, {days} days', { days })}</h2>
        <span className="push small muted">
          <IconTriangleFilled size={9} aria-hidden="true" /> {say('receipt')}
        </span>
        <ToggleButtonGroup
          exclusive
          value={days}
          aria-label={say('How far back')}
          onChange={(_, next: number | null) => next && setDays(next)}
        >
          {ranges.map((range) => (
            <ToggleButton key={range} value={range}>
              {range === 365 ? say('Year') : say('{days} days', { days: range })}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <Button size="small" aria-expanded={hasRows} onClick={() => setHasRows(!hasRows)}>
          {hasRows ? say('Hide rows') : say('Show rows')}
        </Button>
      </div>
      {lines.error ? <Trouble error={lines.error} onRetry={() => void lines.refetch()} /> : null}
      {lines.data ? (
        <CurveBody
          lines={lines.data.rows}
          from={lines.data.hasMore ? undefined : from}
          words={{ days, unit }}
          onHand={onHand}
          hasRows={hasRows}
        />
      ) : lines.error ? null : (
        <Waiting rows={3} />
      )}
    </>
  )
}

interface CurveBodyProps {
  readonly lines: readonly LineRow[]
  /** Where the curve begins; undefined where there are more lines than were read. */
  readonly from: string | undefined
  readonly words: { readonly days: number; readonly unit: string }
  readonly onHand: number
  readonly hasRows: boolean
}

function CurveBody({ lines, from, words: { days, unit }, onHand, hasRows }: CurveBodyProps) {
  const zone = useClock()
  const running = runningBalances(lines, onHand)
  const steps = stepsOf(lines, running, from)
  const first = steps[0]
  if (first === undefined || lines.length === 0) {
    return (
      <p className="pad muted">
        {say('Nothing moved in these {days} days; {onHand} {unit} stand.', { days, onHand, unit })}
      </p>
    )
  }
  const sentence = say('On hand from {from}, {first} {unit}, to {until}, {last} {unit}', {
    from: formatInstant(new Date(first.at).toISOString(), zone),
    first: first.value,
    until: formatInstant(new Date().toISOString(), zone),
    last: onHand,
    unit,
  })
  return (
    <>
      <StepCurve
        steps={steps}
        sentence={sentence}
        endWord={say('{quantity} now', { quantity: onHand })}
        marks={lines
          .filter(({ kind }) => kind === 'receipt')
          .map(({ effectiveAt }) => Date.parse(effectiveAt))}
      />
      {from === undefined ? (
        <p className="pad small muted">
          {say('More than 1,000 lines: the curve begins at {from}.', {
            from: formatInstant(new Date(first.at).toISOString(), zone),
          })}
        </p>
      ) : null}
      {hasRows ? (
        <ScrollX style={{ maxHeight: 420, overflowY: 'auto' }}>
          <LinesTable lines={lines} running={running} />
        </ScrollX>
      ) : null}
    </>
  )
}

/** The balance at the beginning, after each line, and now. Lines come newest first. */
function stepsOf(lines: readonly LineRow[], running: readonly number[], from: string | undefined): Step[] {
  const after = lines.map((line, index) => ({ at: Date.parse(line.effectiveAt), value: running[index] ?? 0 }))
  const oldest = lines.at(-1)
  if (oldest === undefined) return []
  const before = sumQuantities([running.at(-1) ?? 0, -oldest.change])
  const begin = { at: Date.parse(from ?? oldest.effectiveAt), value: before }
  return [begin, ...after.reverse(), { at: Date.now(), value: running[0] ?? 0 }]
}
