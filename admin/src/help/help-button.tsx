import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import IconButton from '@mui/material/IconButton'
import Switch from '@mui/material/Switch'
import { IconHelp } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useStore } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { listenToKeys, onKeys, turnKeys } from '../keys/keys.ts'
import { goToKeys } from '../search/go-to-keys.ts'
import { useMenu } from '../shell/menu.ts'
import { say } from '../words/say.ts'

const always = () =>
  [
    [say('Ctrl K'), say('Search everything, from anywhere')],
    ['/', say('The same')],
    ['?', say('These keys')],
    [say('Esc'), say('Close what lies on top')],
  ] as const
const inLists = () =>
  [
    ['j, k', say('Next row, row before')],
    ['x', say('Choose the row')],
    [say('Enter'), say('Open the row')],
    ['e', say('Edit the row')],
  ] as const

/** Help: which keys there are, and that they can be turned off. Starts to listen to all keys of the desk. */
export function HelpButton({ onTour }: { onTour: () => void }) {
  const [isOpen, setOpen] = useState(false)
  const [areOn, setOn] = useStore<boolean>('desk.keys', true)
  const entries = useMenu().flatMap((group) => group.entries)
  const navigate = useNavigate()
  useEffect(() => listenToKeys(), [])
  useEffect(() => turnKeys(areOn), [areOn])
  const reachable = entries.filter(({ to }) => goToKeys[to])
  const paths = reachable.map(({ to }) => to).join(' ')
  useEffect(() => {
    const leads = paths
      .split(' ')
      .filter(Boolean)
      .map((to) => [goToKeys[to]!, () => navigate(to)] as const)
    return onKeys({ '?': () => setOpen(true), ...Object.fromEntries(leads) })
  }, [paths, navigate])
  return (
    <>
      <IconButton aria-label={say('Help')} title={say('Help')} onClick={() => setOpen(true)}>
        <IconHelp className="icon" />
      </IconButton>
      <Dialog open={isOpen} onClose={() => setOpen(false)} aria-labelledby="help-title" maxWidth="sm">
        <DialogTitle id="help-title">{say('Keys')}</DialogTitle>
        <DialogContent>
          <p className="muted" style={{ marginTop: 0 }}>
            {say('Scan anything while no field has the cursor: what it names opens.')}
          </p>
          <Keys title={say('Everywhere')} keys={always()} />
          <Keys title={say('In lists')} keys={inLists()} />
          <Keys title={say('Go to')} keys={reachable.map(({ to, word }) => [goToKeys[to]!, word] as const)} />
          <FormControlLabel
            sx={{ ml: 0, mt: 1 }}
            control={<Switch checked={areOn} onChange={(_, isOn) => setOn(isOn)} />}
            label={say('Single keys work')}
          />
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button href="/api/docs">{say('API reference')}</Button>
          <Button
            onClick={() => {
              setOpen(false)
              onTour()
            }}
          >
            {say('Show me around')}
          </Button>
          <Button variant="contained" onClick={() => setOpen(false)}>
            {say('Close')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  )
}

function Keys({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl className="keys">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              {key.split(' ').map((one) => (
                <kbd key={one} className="kbd">
                  {one}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
