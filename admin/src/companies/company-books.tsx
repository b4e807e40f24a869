import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { type RaRecord, useNotify, useRecordContext, useRefresh } from 'react-admin'
import { Instant } from '../pieces/instant.tsx'
import { InstantField } from '../pieces/instant-field.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { TwoSides } from '../pieces/two-sides.tsx'
import { call } from '../providers/http-client.ts'
import { problemOf } from '../providers/problem.ts'
import { useRights } from '../providers/rights.ts'
import { say, sayParts } from '../words/say.ts'

interface Company extends RaRecord {
  readonly name: string
  readonly closedThrough: string | null
  readonly version: number
}

/** Until when a company's books are closed, and the way to close them further. */
export function BooksOf() {
  const company = useRecordContext<Company>()
  const { mayChange } = useRights()
  const [isAsking, setAsking] = useState(false)
  if (!company) return null
  return (
    <>
      <h2>{say('Books')}</h2>
      <p style={{ margin: '0 0 8px' }}>
        {company.closedThrough
          ? sayParts('Closed until {closedThrough}: nothing that is posted now may have happened before.', {
              closedThrough: <Instant at={company.closedThrough} />,
            })
          : say('Open: what happened at any time may still be posted.')}
      </p>
      {mayChange('access.period.close') ? (
        <div style={{ marginBottom: 16 }}>
          <Button type="button" onClick={() => setAsking(true)}>
            {say('Close books')}
          </Button>
        </div>
      ) : null}
      {isAsking ? <CloseDialog company={company} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

/** Not a form of its own, because it stands inside the company's. */
function CloseDialog({ company, onClose }: { company: Company; onClose: () => void }) {
  const [until, setUntil] = useState<string | undefined>(company.closedThrough ?? undefined)
  const [note, setNote] = useState('')
  const { close, error, isBusy, theirs, onMine, onTheirs } = useClosing(company, onClose)
  return (
    <Dialog open onClose={onClose} aria-labelledby="close-title">
      <DialogTitle id="close-title">
        {say('Until when are the books of {name} closed?', { name: company.name })}
      </DialogTitle>
      <DialogContent>
        <p style={{ margin: '0 0 12px' }}>
          {say(
            'What happened before can no longer be posted. To move it back, or leave it empty, takes a ' +
              'right of its own.',
          )}
        </p>
        <InstantField label={say('Closed until')} fullWidth value={until} onChange={setUntil} />
        <TextField
          label={say('Note, optional')}
          fullWidth
          value={note}
          onChange={(event) => setNote(event.target.value)}
          sx={{ mt: 1.5 }}
        />
        {theirs ? (
          <TwoSides
            rows={[
              {
                title: say('Closed until'),
                theirs: <ClosedUntil at={theirs.closedThrough} />,
                mine: <ClosedUntil at={until ?? null} />,
              },
            ]}
            onMine={onMine}
            onTheirs={onTheirs}
          />
        ) : null}
        {error ? <Trouble error={error} /> : null}
      </DialogContent>
      <DialogActions sx={{ p: 2 }}>
        <Button type="button" onClick={onClose}>
          {say('Cancel')}
        </Button>
        <Button
          type="button"
          variant="contained"
          disabled={isBusy || (!until && !company.closedThrough)}
          onClick={() => void close(until, note)}
        >
          {until || !company.closedThrough ? say('Close books') : say('Reopen books')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function ClosedUntil({ at }: { at: string | null }) {
  return at ? <Instant at={at} /> : say('open')
}

/** Sends it, and keeps what it was refused for, or what somebody else said meanwhile. */
function useClosing(company: Company, onClose: () => void) {
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const [theirs, setTheirs] = useState<Company>()
  const [over, setOver] = useState(company.version)
  const notify = useNotify()
  const refresh = useRefresh()
  const path = `/access/companies/${company.id}`
  const done = () => {
    refresh()
    onClose()
  }
  const close = async (until: string | undefined, note: string) => {
    setBusy(true)
    setError(undefined)
    try {
      await call(`${path}/closed-through`, {
        method: 'PUT',
        headers: { 'If-Match': `"${over}"` },
        body: {
          closedThrough: until ?? null,
          ...(note.trim() ? { note: note.trim() } : {}),
        },
      })
      notify(
        until
          ? say('The books of {name} are closed.', { name: company.name })
          : say('The books of {name} are open.', { name: company.name }),
        { type: 'success' },
      )
      done()
    } catch (refusal) {
      if (problemOf(refusal)?.status !== 412) setError(refusal)
      else await call<Company>(path).then(setTheirs, setError)
    } finally {
      setBusy(false)
    }
  }
  const onMine = () => {
    if (theirs) setOver(theirs.version)
    setTheirs(undefined)
  }
  return { close, error, isBusy, theirs, onMine, onTheirs: done }
}
