import { useTranslate } from 'react-admin'
import type { MovementRow } from '../ledger/rows.ts'

/** What a movement was posted against, and why. */
export function OverridesOfMovement({ movement }: { movement: MovementRow }) {
  const translate = useTranslate()
  return (movement.overrides ?? []).map(({ code, reason }) => (
    <div key={code} className="note">
      <span>
        {translate('override.overridden')} (<span className="code">{code}</span>): {reason}
      </span>
    </div>
  ))
}
