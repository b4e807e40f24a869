import { IconPlayerPause } from '@tabler/icons-react'
import { say } from '../words/say.ts'
import type { BalanceRow } from './rows.ts'

/** Says that a hold stops stock that its status would let go. */
export function HeldMark({ row }: { row: BalanceRow }) {
  const isStoppedByHold = row.held !== 0 && row.status === 'unrestricted'
  if (!isStoppedByHold) return null
  return (
    <span className="chip hold" style={{ marginLeft: 4 }}>
      <IconPlayerPause className="icon s" />
      {say('on hold')}
    </span>
  )
}
