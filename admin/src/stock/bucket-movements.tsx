import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import { LinesTable } from '../ledger/lines-table.tsx'
import { bucketAddress, linesUntil } from '../ledger/look-back.ts'
import { useLines } from '../ledger/reads.ts'
import type { BalanceRow } from '../ledger/rows.ts'
import { balanceAfter, runningBalances } from '../ledger/running.ts'
import { formatInstant } from '../pieces/format.ts'
import { Trouble } from '../pieces/trouble.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import type { StockView } from './stock-view.ts'

const newest = 12

/**
 * The newest lines of one bucket with their balance, and whether the ledger's own figures agree with them.
 */
export function BucketMovements({ bucket, view }: { bucket: BalanceRow; view: StockView }) {
  const { filter, sort } = linesUntil(view)
  const { data, error } = useLines({ bucket: bucket.bucket, ...filter }, newest, sort)
  if (error) return <Trouble error={error} />
  if (!data) return <Waiting rows={3} />
  const running = runningBalances(data.rows, bucket.onHand)
  // Late lines stand where they were posted; as it happened, their stored balances are not in this order.
  const canCompare = !(view.instant && view.clock === 'happened')
  const wrong = canCompare ? data.rows.findIndex((line, index) => balanceAfter(line) !== running[index]) : -1
  const bad = data.rows[wrong]
  const title = say('What made {place}', { place: bucket.location.code })
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <LinesTable lines={data.rows} running={running} isNarrow />
      <p className="small muted">
        {data.hasMore ? `${say('The newest {count} lines.', { count: newest })} ` : ''}
        <Link to={bucketAddress(bucket.bucket, view)}>{say('Its whole history')}</Link>
      </p>
      {bad ? (
        <p className="verdict bad" role="status">
          <IconAlertTriangle className="icon s" />
          {say('The line of {at} says {said}, counting back gives {counted}.', {
            at: formatInstant(bad.at),
            said: balanceAfter(bad) ?? 0,
            counted: running[wrong] ?? 0,
          })}
        </p>
      ) : null}
    </section>
  )
}
