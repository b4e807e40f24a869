import type { MovementRow } from '../ledger/rows.ts'
import { say } from '../words/say.ts'

/** What a movement was posted against, and why. */
export function OverridesOfMovement({ movement }: { movement: MovementRow }) {
  return (movement.overrides ?? []).map(({ code, reason }) => (
    <div key={code} className="note">
      <span>
        {say('Posted against a refusal')} (<span className="code">{code}</span>): {reason}
      </span>
    </div>
  ))
}
