import Button from '@mui/material/Button'
import { IconAlertTriangle, IconShoppingCart } from '@tabler/icons-react'
import { say } from '../words/say.ts'
import type { WaitingThing } from './use-waiting.ts'

/** What waits, each with one verb. */
export function WaitingList(props: { things: readonly WaitingThing[]; onOpen: (to: string) => void }) {
  const { things, onOpen } = props
  if (things.length === 0) return <p className="pad muted">{say('Nothing waits.')}</p>
  return (
    <ul className="waiting">
      {things.map(({ name, title, sentence, to, verb, isFault }) => (
        <li key={`${name} ${sentence}`}>
          <span className={isFault ? 'mark-box damaged' : 'mark-box hold'}>
            {isFault ? <IconAlertTriangle className="icon" /> : <IconShoppingCart className="icon" />}
          </span>
          <div>
            <div className="strong">{sentence}</div>
            <div className="small muted">{title}</div>
          </div>
          {to ? (
            <Button size="small" onClick={() => onOpen(to)} aria-label={`${verb ?? 'Look'}: ${title}`}>
              {verb ?? say('Look')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
