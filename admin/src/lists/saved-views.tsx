import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useListContext, useResourceContext, useStore } from 'react-admin'
import { Link, useLocation } from 'react-router-dom'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { say } from '../words/say.ts'

/** Filters and order under a name that somebody gave them. */
interface SavedView {
  readonly name: string
  readonly filter: Readonly<Record<string, unknown>>
  readonly sort: { readonly field: string; readonly order: 'ASC' | 'DESC' }
}

const mostViews = 20
const none: readonly SavedView[] = []

/** A person's views of a list, as pills under its title. What each shows stands in its address. */
export function SavedViews() {
  const resource = useResourceContext() ?? ''
  const { filterValues, sort } = useListContext()
  const { pathname: base } = useLocation()
  const [views, setViews] = useStore<readonly SavedView[]>(`${resource}.views`, none)
  const [isNaming, setNaming] = useState(false)
  const isFiltered = Object.keys(filterValues ?? {}).length > 0
  const here = views.find((view) => isSame(view.filter, filterValues))
  if (views.length === 0 && !isFiltered) return null
  return (
    <nav className="views" aria-label={say('Views')}>
      <Link className={isFiltered ? 'pill' : 'pill on'} to={`${base}?filter={}`} aria-current={!isFiltered}>
        {say('All')}
      </Link>
      {views.map((view) => (
        <span key={view.name} className={view === here ? 'pill on' : 'pill'}>
          <Link to={addressOf(base, view)} aria-current={view === here}>
            {view.name}
          </Link>
          {view === here ? (
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
      {isFiltered && !here && views.length < mostViews ? (
        <Button variant="text" startIcon={<IconPlus className="icon s" />} onClick={() => setNaming(true)}>
          {say('Save this view')}
        </Button>
      ) : null}
      {isNaming ? (
        <NameDialog
          onClose={() => setNaming(false)}
          onName={(name) =>
            setViews([...views.filter((view) => view.name !== name), { name, filter: filterValues, sort }])
          }
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
      verb={say('Save view')}
      isReady={name.trim() !== ''}
      onDo={async () => onName(name.trim())}
      onClose={onClose}
    >
      <TextField
        label={say('Name')}
        autoFocus
        fullWidth
        margin="none"
        value={name}
        onChange={(event) => setName(event.target.value)}
        helperText={say('Its filters and order are kept for you, in whatever browser you log in.')}
        slotProps={{ htmlInput: { maxLength: 60 } }}
      />
    </AskDialog>
  )
}

function addressOf(base: string, { filter, sort }: SavedView): string {
  const query = new URLSearchParams({
    filter: JSON.stringify(filter),
    sort: sort.field,
    order: sort.order,
  })
  return `${base}?${query}`
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other))
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.entries(value)
    .map(([key, inner]) => [key, inOrder(inner)])
    .sort(([a], [b]) => String(a).localeCompare(String(b)))
}
