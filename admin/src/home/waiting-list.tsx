import Button from '@mui/material/Button'
import { IconAlertTriangle, IconClipboardCheck } from '@tabler/icons-react'
import { type Entry, useMenu } from '../shell/menu.ts'
import { say } from '../words/say.ts'
import type { WaitingThing } from './use-waiting.ts'

/** What waits, each with one verb. */
export function WaitingList(props: { things: readonly WaitingThing[]; onOpen: (to: string) => void }) {
  const { things, onOpen } = props
  const entries = useMenu().flatMap((group) => group.entries)
  /** A fault's mark, or that of the screen where it is decided. */
  const iconOf = ({ isFault, to }: WaitingThing) =>
    isFault ? IconAlertTriangle : (entries.find((entry) => entry.to === to)?.icon ?? IconClipboardCheck)
  if (things.length === 0) return <p className="pad muted">{say('Nothing waits.')}</p>
  return (
    <ul className="waiting">
      {things.map((thing) => (
        <Thing key={`${thing.name} ${thing.sentence}`} thing={thing} icon={iconOf(thing)} onOpen={onOpen} />
      ))}
    </ul>
  )
}

interface ThingProps {
  readonly thing: WaitingThing
  readonly icon: Entry['icon']
  readonly onOpen: (to: string) => void
}

function Thing({ thing: { title, sentence, to, verb, isFault }, icon: Icon, onOpen }: ThingProps) {
  return (
    <li>
      <span className={isFault ? 'mark-box damaged' : 'mark-box hold'}>
        <Icon className="icon" />
      </span>
      <div>
        <div className="strong">{sentence}</div>
        <div className="small muted">{title}</div>
      </div>
      {to ? (
        <Button size="small" onClick={() => onOpen(to)} aria-label={`${verb ?? say('Look')}: ${title}`}>
          {verb ?? say('Look')}
        </Button>
      ) : null}
    </li>
  )
}
