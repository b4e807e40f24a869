import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { say } from '../words/say.ts'

interface Held {
  readonly hasBadge: boolean
  readonly hasPin: boolean
}

/** Badge and PIN of a person, for log-ins on registered devices. Neither is ever shown. */
export function FloorCard({ id }: { id: string }) {
  const [isGiving, setGiving] = useState(false)
  const [refusal, setRefusal] = useState<unknown>()
  const path = `/access/users/${id}/badge`
  const { data, error, refetch } = useQuery({
    queryKey: ['users', id, 'badge'],
    queryFn: ({ signal }) => call<Held>(path, { signal }),
  })
  if (error) return <Trouble error={error} what={say('Badge and PIN')} onRetry={() => void refetch()} />
  if (!data) return null
  const put = async (body: object) => {
    await call(path, { method: 'PUT', body })
    await refetch()
  }
  const take = (what: 'badge' | 'pin') => {
    setRefusal(undefined)
    put({ [what]: null }).catch(setRefusal)
  }
  return (
    <section className="card form-page" aria-label={say('On the floor')}>
      <header>
        <h2>{say('On the floor')}</h2>
      </header>
      <div className="form-body">
        <p style={{ margin: 0 }}>{wordsOf(data)}</p>
        {refusal ? <Trouble error={refusal} /> : null}
      </div>
      <div className="form-actions">
        <Button onClick={() => setGiving(true)}>{say('Give badge or PIN …')}</Button>
        {data.hasBadge ? <Button onClick={() => take('badge')}>{say('Take the badge away')}</Button> : null}
        {data.hasPin ? <Button onClick={() => take('pin')}>{say('Take the PIN away')}</Button> : null}
      </div>
      {isGiving ? <BadgeDialog onPut={put} onClose={() => setGiving(false)} /> : null}
    </section>
  )
}

function wordsOf({ hasBadge, hasPin }: Held): string {
  if (hasBadge && hasPin) return say('Logs in on registered devices by badge, by PIN, or by both.')
  if (hasBadge) return say('Logs in on registered devices by badge.')
  return hasPin ? say('Logs in on registered devices by e-mail and PIN.') : say('Has neither badge nor PIN.')
}

const leastBadge = 6

function BadgeDialog({ onPut, onClose }: { onPut: (body: object) => Promise<void>; onClose: () => void }) {
  const [badge, setBadge] = useState('')
  const [pin, setPin] = useState('')
  const isPin = /^[0-9]{4,10}$/.test(pin)
  const isReady =
    (badge !== '' || pin !== '') && (pin === '' || isPin) && (badge === '' || badge.length >= leastBadge)
  const give = () => onPut({ ...(badge === '' ? {} : { badge }), ...(pin === '' ? {} : { pin }) })
  return (
    <AskDialog
      title={say('Badge and PIN')}
      verb={say('Give')}
      isReady={isReady}
      onDo={give}
      onClose={onClose}
    >
      <TextField
        label={say('Badge')}
        type="password"
        autoFocus
        fullWidth
        margin="none"
        value={badge}
        onChange={(event) => setBadge(event.target.value)}
        helperText={say('Scan it here: at least 6 characters. Empty leaves it as it is.')}
        slotProps={{ htmlInput: { maxLength: 200, autoComplete: 'off' } }}
      />
      <TextField
        label={say('PIN')}
        type="password"
        fullWidth
        margin="none"
        value={pin}
        error={pin !== '' && !isPin}
        onChange={(event) => setPin(event.target.value)}
        helperText={say('4 to 10 digits. Empty leaves it as it is.')}
        slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' } }}
      />
      <p className="small muted" style={{ margin: 0 }}>
        {say('Whoever is logged in on a device by the old ones is logged out.')}
      </p>
    </AskDialog>
  )
}
