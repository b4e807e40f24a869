import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react'
import type { MovementRow } from '../ledger/rows.ts'
import { say } from '../words/say.ts'

/** Whether a movement stands, was reversed, or reverses another. */
export function StatusOfMovement({ movement }: { movement: MovementRow }) {
  if (movement.reversedBy) {
    return (
      <span className="chip hold">
        <IconArrowBackUp className="icon s" />
        {say('reversed')}
      </span>
    )
  }
  return (
    <span className="chip available">
      <IconCircleCheck className="icon s" />
      {say('posted')}
    </span>
  )
}
