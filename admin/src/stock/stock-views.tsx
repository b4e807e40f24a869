import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useStore } from 'react-admin'
import { Link, useLocation } from 'react-router-dom'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { say } from '../words/say.ts'

/** A view of the stock screen under a name that somebody gave it: its whole address. */
interface KeptView {
  readonly name: string
  readonly search: string
}

const mostViews = 20
const none: readonly KeptView[] = []
/** What is open in the panel is no part of a view. */
const passing = ['open', 'column', 'bucket']

/** A person's views of stock, as pills under its title. */
export function StockViews() {
  const { search } = useLocation()
  const here = keptPart(search)
  const [views, setViews] = useStore<readonly KeptView[]>('stock.views', none)
  const [isNaming, setNaming] = useState(false)
  const current = views.find((view) => view.search === here)
  if (views.length === 0 && here === '') return null
  return (
    <nav className="views" aria-label={say('Views')}>
      <Link className={here === '' ? 'pill on' : 'pill'} to="/stock" aria-current={here === ''}>
        {say('All stock')}
      </Link>
      {views.map((view) => (
        <span key={view.name} className={view === current ? 'pill on' : 'pill'}>
          <Link to={`/stock?${view.search}`} aria-current={view === current}>
            {view.name}
          </Link>
          {view === current ? (
            <IconButton
              size="small"
              aria-label={say('Forget the view {name}', { name: view.name })}
              onClick={() => setViews(views.filter(({ name }) => name !== view.name))}
            >
              <IconX className="icon s" />
            </IconButton>
          ) : null}
        </span>
      ))}
      {here !== '' && !current && views.length < mostViews ? (
        <Button variant="text" startIcon={<IconPlus className="icon s" />} onClick={() => setNaming(true)}>
          {say('Save this view')}
        </Button>
      ) : null}
      {isNaming ? (
        <NameDialog
          onClose={() => setNaming(false)}
          onName={(name) => setViews([...views.filter((view) => view.name !== name), { name, search: here }])}
        />
      ) : null}
    </nav>
  )
}

function NameDialog({ onName, onClose }: { onName: (name: string) => void; onClose: () => void }) {
  const [name, setName] = useState('')
  return (
    <AskDialog
      title={say('What is this view called?')}
      verb={say('Save this view')}
      isReady={name.trim() !== ''}
      onDo={async () => onName(name.trim())}
      onClose={onClose}
    >
      <TextField
        autoFocus
        margin="none"
        label={say('Name of the view')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 40 } }}
      />
    </AskDialog>
  )
}

function keptPart(search: string): string {
  const params = new URLSearchParams(search)
  for (const name of passing) params.delete(name)
  return params.toString()
}
