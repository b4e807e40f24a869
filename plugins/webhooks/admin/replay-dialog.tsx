import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { call, formatFigure } from '@stowage/admin'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Heads } from './endpoint.ts'
import { useAct } from './use-act.ts'
import { fill, wordsOf } from './words.ts'

/** Has what happened sent again, from a position or a moment on. */
export function ReplayDialog({ id, onClose }: { readonly id: string; onClose(): void }) {
  const { words } = wordsOf()
  const act = useAct()
  const { data: heads } = useQuery({
    queryKey: ['webhooks', 'heads'],
    queryFn: async () => (await call<{ heads: Heads }>('/webhooks/events')).heads,
  })
  const [stream, setStream] = useState<keyof Heads>('ledger')
  const [from, setFrom] = useState('')
  const [since, setSince] = useState('')
  const [to, setTo] = useState('')
  const replay = async () => {
    const start = from === '' ? { since: new Date(since).toISOString() } : { from: Number(from) }
    const body = { stream, ...start, ...(to !== '' && { to: Number(to) }) }
    const begun = await act<{ from: number; to: number }>(`/endpoints/${id}/replay`, { body }, (answer) =>
      fill(words.replaying, answer as never),
    )
    if (begun) onClose()
  }
  const head = (of: keyof Heads) => formatFigure(heads?.[of] ?? 0)
  return (
    <Dialog open onClose={onClose}>
      <DialogTitle>{words.replayTitle}</DialogTitle>
      <DialogContent className="stack">
        <p>{words.replayText}</p>
        <TextField
          select
          label={words.stream}
          value={stream}
          onChange={({ target }) => setStream(target.value as keyof Heads)}
        >
          <MenuItem value="ledger">{fill(words.streamLedger, { head: head('ledger') })}</MenuItem>
          <MenuItem value="outbox">{fill(words.streamOutbox, { head: head('outbox') })}</MenuItem>
        </TextField>
        <PositionField label={words.from} value={from} onChange={setFrom} />
        <TextField
          label={words.since}
          type="datetime-local"
          value={since}
          disabled={from !== ''}
          onChange={({ target }) => setSince(target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <PositionField label={words.to} value={to} onChange={setTo} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button variant="contained" disabled={from === '' && since === ''} onClick={() => void replay()}>
          {words.replayVerb}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

interface PositionFieldProps {
  readonly label: string
  readonly value: string
  onChange(value: string): void
}

function PositionField({ label, value, onChange }: PositionFieldProps) {
  return (
    <TextField
      label={label}
      type="number"
      value={value}
      onChange={({ target }) => onChange(target.value)}
      slotProps={{ htmlInput: { min: 1 } }}
    />
  )
}
