import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { Instant } from '@stowage/admin'
import { useState } from 'react'
import { useNavigate } from 'react-router-dom'
import type { Endpoint, ShownSecret } from './endpoint.ts'
import { ReplayDialog } from './replay-dialog.tsx'
import { useAct } from './use-act.ts'
import { useMayWrite } from './use-may-write.ts'
import { fill, wordsOf } from './words.ts'

interface Tested {
  readonly isAcknowledged: boolean
  readonly status: number | null
  readonly failure: string | null
  readonly tookMs: number
}

type Open = 'rotate' | 'replay' | 'remove'

/** What can be done with an endpoint. */
export function EndpointActs({ endpoint }: { readonly endpoint: Endpoint }) {
  const { words, failures } = wordsOf()
  const act = useAct()
  const [open, setOpen] = useState<Open>()
  const [secret, setSecret] = useState<ShownSecret>()
  const { id, isOn, version } = endpoint
  const close = () => setOpen(undefined)
  const mayWrite = useMayWrite()
  const test = () =>
    act<Tested>(`/endpoints/${id}/test`, {}, ({ isAcknowledged, status, failure, tookMs: ms }) =>
      isAcknowledged
        ? fill(words.tested, { status, ms })
        : fill(words.testFailed, { ms, why: `${status ?? ''} ${failures[failure ?? ''] ?? failure}`.trim() }),
    )
  const show = async () => setSecret(await act<ShownSecret>(`/endpoints/${id}/secret`))
  const turn = () => act(`/endpoints/${id}`, { method: 'PATCH', body: { isOn: !isOn }, version })
  if (!mayWrite) return null
  return (
    <div className="row wrap">
      <Button variant="contained" onClick={() => void test()}>
        {words.test}
      </Button>
      <Button onClick={() => void turn()}>{isOn ? words.switchOff : words.switchOn}</Button>
      <Button onClick={() => void show()}>{words.showSecret}</Button>
      <Button onClick={() => setOpen('rotate')}>{words.rotate}</Button>
      <Button onClick={() => setOpen('replay')}>{words.replay}</Button>
      <Button color="error" onClick={() => setOpen('remove')}>
        {words.remove}
      </Button>
      {secret ? <SecretDialog secret={secret} onClose={() => setSecret(undefined)} /> : null}
      {open === 'rotate' ? <RotateDialog id={id} onMade={setSecret} onClose={close} /> : null}
      {open === 'replay' ? <ReplayDialog id={id} onClose={close} /> : null}
      {open === 'remove' ? <RemoveDialog endpoint={endpoint} onClose={close} /> : null}
    </div>
  )
}

function SecretDialog({ secret, onClose }: { readonly secret: ShownSecret; onClose(): void }) {
  const { words } = wordsOf()
  return (
    <Dialog open onClose={onClose}>
      <DialogTitle>{words.secret}</DialogTitle>
      <DialogContent className="stack">
        <p>{words.secretText}</p>
        <p className="code" style={{ overflowWrap: 'anywhere', userSelect: 'all' }}>
          {secret.secret}
        </p>
        {secret.formerSecretUntil ? (
          <p>
            {words.formerUntil} <Instant at={secret.formerSecretUntil} />
          </p>
        ) : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{words.close}</Button>
      </DialogActions>
    </Dialog>
  )
}

interface RotateDialogProps {
  readonly id: string
  onMade(secret: ShownSecret | undefined): void
  onClose(): void
}

function RotateDialog({ id, onMade, onClose }: RotateDialogProps) {
  const { words } = wordsOf()
  const act = useAct()
  const [hours, setHours] = useState('24')
  const rotate = async () => {
    onMade(await act<ShownSecret>(`/endpoints/${id}/rotate`, { body: { overlapHours: Number(hours) } }))
    onClose()
  }
  return (
    <Dialog open onClose={onClose}>
      <DialogTitle>{words.rotateTitle}</DialogTitle>
      <DialogContent className="stack">
        <p>{words.rotateText}</p>
        <TextField
          label={words.overlap}
          type="number"
          value={hours}
          onChange={({ target }) => setHours(target.value)}
          slotProps={{ htmlInput: { min: 0, max: 720 } }}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button variant="contained" disabled={!/^\d+$/.test(hours)} onClick={() => void rotate()}>
          {words.rotateVerb}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function RemoveDialog({ endpoint, onClose }: { readonly endpoint: Endpoint; onClose(): void }) {
  const { words } = wordsOf()
  const act = useAct()
  const navigate = useNavigate()
  const { id, name, version } = endpoint
  const remove = () =>
    act(`/endpoints/${id}`, { method: 'DELETE', version }, () => {
      void navigate('/x/webhooks/endpoints')
      return fill(words.removed, { name })
    }).then(onClose)
  return (
    <Dialog open onClose={onClose}>
      <DialogTitle>{fill(words.removeTitle, { name })}</DialogTitle>
      <DialogContent>
        <p>{words.removeText}</p>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button variant="contained" color="error" onClick={() => void remove()}>
          {words.removeVerb}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
