import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router-dom'
import { PageTrouble } from '../pieces/page-trouble.tsx'
import { AtSite } from '../pieces/site-clock.tsx'
import { statusWord } from '../pieces/status-chip.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say, sayParts } from '../words/say.ts'
import { BalanceCurve } from './balance-curve.tsx'
import { BucketsTable } from './buckets-table.tsx'
import { History } from './history.tsx'
import { instantQuery, useLook } from './look-back.ts'
import { readRows, useBalances } from './reads.ts'
import type { BalanceRow } from './rows.ts'
import { LookBackButton, TimeMachine } from './time-machine.tsx'

/** One balance: how much is there, or was at any instant, and every line that made it. */
export default function BucketPage() {
  const bucket = Number(useParams().bucket)
  const { data: row, error, isPending, refetch } = useBucket(bucket)
  const [look, change] = useLook()
  if (error) return <PageTrouble error={error} what={say('The balance')} onRetry={() => void refetch()} />
  if (isPending) return <Waiting rows={4} />
  if (row === null)
    return <p className="note">{say('There is no such balance, or it is not yours to see.')}</p>
  const { item, lot, location, handlingUnit, owner, status } = row
  return (
    <AtSite site={row.site?.id}>
      <PageHead
        title={say('{sku} in {code}', { sku: item.sku, code: location.code })}
        over={<Link to="/stock">{say('Stock')}</Link>}
        fact={
          <>
            <Link to={`/items/${item.id}/show`}>{item.name}</Link>
            {lot === null ? null : (
              <>
                {', '}
                {sayParts('lot {name}', { name: <Link to={`/lots/${lot.id}/show`}>{lot.name}</Link> })}
              </>
            )}
            {handlingUnit === null ? null : (
              <>
                {', '}
                {sayParts('on {code}', {
                  code: <Link to={`/handling-units/${handlingUnit.id}/show`}>{handlingUnit.code}</Link>,
                })}
              </>
            )}
            , {statusWord(status)}, {owner.name}
          </>
        }
        actions={<LookBackButton word={say('At a date')} look={look} onChange={change} />}
      />
      <TimeMachine what={say('The balance')} look={look} onChange={change} />
      <Standing bucket={bucket} query={instantQuery(look)} />
      {look.instant === undefined ? (
        <section className="card" aria-label={say('Curve')}>
          <BalanceCurve of={{ bucket }} onHand={row.onHand} unit={item.baseUnit} />
        </section>
      ) : null}
      <History of={{ bucket }} title={say('What made it')} label={say('Movements')} look={look} />
    </AtSite>
  )
}

function Standing({ bucket, query }: { bucket: number; query: Record<string, string> }) {
  const { data, error, refetch } = useBalances({ bucket, zero: true, ...query })
  if (error) return <Trouble error={error} what={say('The balance')} onRetry={() => void refetch()} />
  if (!data) return <Waiting rows={2} />
  return (
    <section className="card" aria-label={say('Balance')}>
      {data.rows.length === 0 ? (
        <p className="pad muted">{say('Nothing is in it.')}</p>
      ) : (
        <BucketsTable buckets={data.rows} />
      )}
    </section>
  )
}

/** What the balance is of; one that was swept away empty is still told of the past. */
function useBucket(bucket: number) {
  return useQuery({
    queryKey: ['bucket', bucket],
    queryFn: async ({ signal }) => {
      const read = (more: Record<string, string>) =>
        readRows<BalanceRow>('/ledger/balances', { bucket, zero: true, ...more }, { signal })
      const { rows } = await read({})
      return rows[0] ?? (await read({ asKnownAt: new Date().toISOString() })).rows[0] ?? null
    },
  })
}
