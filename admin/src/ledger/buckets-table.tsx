import { Link } from 'react-router-dom'
import { Figure } from '../pieces/figure.tsx'
import { Plate } from '../pieces/plate.tsx'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { StatusChip } from '../pieces/status-chip.tsx'
import { say } from '../words/say.ts'
import { HeldMark } from './held-mark.tsx'
import type { BalanceRow } from './rows.ts'

/** The places of one item, each with status, owner and figures. */
export function BucketsTable({ buckets }: { buckets: readonly BalanceRow[] }) {
  const hasOwners = new Set(buckets.map((row) => row.owner.id)).size > 1
  const hasLots = buckets.some((row) => row.lot)
  const hasUnits = buckets.some((row) => row.handlingUnit)
  return (
    <ScrollX>
      <table className="table dense">
        <thead>
          <tr>
            <th>{say('Location')}</th>
            <th>{say('Site')}</th>
            {hasOwners ? <th>{say('Owner')}</th> : null}
            {hasLots ? <th>{say('Lot')}</th> : null}
            {hasUnits ? <th>{say('Handling unit')}</th> : null}
            <th>{say('Status')}</th>
            <th className="num">{say('On hand')}</th>
            <th className="num">{say('Allocated')}</th>
            <th className="num">{say('Unallocated')}</th>
            <th className="num">{say('Held')}</th>
            <th className="num">{say('Available')}</th>
          </tr>
        </thead>
        <tbody>
          {buckets.map((row) => (
            <tr key={row.bucket}>
              <td>
                <Link to={`/locations/${row.location.id}/show`} style={{ textDecoration: 'none' }}>
                  <Plate code={row.location.code} />
                </Link>
              </td>
              <td>{row.site?.code}</td>
              {hasOwners ? <td>{row.owner.name}</td> : null}
              {hasLots ? <td className="code">{row.lot?.name}</td> : null}
              {hasUnits ? <td className="code">{row.handlingUnit?.code}</td> : null}
              <td>
                <StatusChip status={row.status} />
                <HeldMark row={row} />
              </td>
              <Figures row={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

function Figures({ row }: { row: BalanceRow }) {
  return (
    <>
      <td className="num strong">
        <Link to={`/buckets/${row.bucket}`} title={say('What made it')}>
          <Figure value={row.onHand} />
        </Link>
      </td>
      <td className="num">
        <Figure value={row.allocated} />
      </td>
      <td className="num">
        <Figure value={row.unallocated} />
      </td>
      <td className="num">
        <Figure value={row.held} />
      </td>
      <td className="num">
        <Figure value={row.available} />
      </td>
    </>
  )
}
