import Badge from '@mui/material/Badge'
import IconButton from '@mui/material/IconButton'
import Popover from '@mui/material/Popover'
import { IconBell } from '@tabler/icons-react'
import { useState } from 'react'
import { useStore } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { say } from '../words/say.ts'
import { useWaiting } from './use-waiting.ts'
import { WaitingList } from './waiting-list.tsx'

/** What the platform has to tell this person. The dot stands for what came since it was opened last. */
export function Bell() {
  const { waiting } = useWaiting()
  const [seen, setSeen] = useStore<readonly string[]>('desk.seen', [])
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const navigate = useNavigate()
  const isNew = waiting.some(({ sentence }) => !seen.includes(sentence))
  const open = (button: HTMLElement) => {
    setAnchor(button)
    if (isNew) setSeen(waiting.map(({ sentence }) => sentence))
  }
  return (
    <>
      <IconButton
        aria-label={say('What waits: {count}', { count: waiting.length })}
        aria-haspopup="dialog"
        title={say('What waits')}
        onClick={(event) => open(event.currentTarget)}
      >
        <Badge variant="dot" color="error" invisible={!isNew}>
          <IconBell className="icon" />
        </Badge>
      </IconButton>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: { role: 'dialog', 'aria-label': say('What waits'), className: 'bell-paper' } as object,
        }}
      >
        <WaitingList
          things={waiting}
          onOpen={(to) => {
            setAnchor(null)
            navigate(to)
          }}
        />
      </Popover>
    </>
  )
}
