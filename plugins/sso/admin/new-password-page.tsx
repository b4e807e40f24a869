import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { call } from '@stowage/admin'
import type { OutsideProps } from '@stowage/sdk'
import { type FormEvent, useState } from 'react'
import { Refusal } from './refusal.tsx'
import { useTry } from './use-try.ts'
import { say } from './words.ts'

/**
 * Where the link of a mail leads: a new password. The link's secret stands behind #, which no server sees.
 */
export function NewPasswordPage(_props: OutsideProps) {
  const [token] = useState(takeToken)
  const [password, setPassword] = useState('')
  const [isDone, setDone] = useState(false)
  const { isBusy, refusal, attempt } = useTry()
  if (isDone) {
    return (
      <>
        <h1>{say('New password')}</h1>
        <p className="note good" role="status">
          {say('Your password is changed. Log in with it now.')}
        </p>
      </>
    )
  }
  if (token === '') {
    return (
      <>
        <h1>{say('New password')}</h1>
        <p className="note bad" role="alert">
          {say('This address is not whole. Open the link of the mail again.')}
        </p>
      </>
    )
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      await call('/sso/password-resets/use', { method: 'POST', body: { token, password } })
      setDone(true)
    })
  }
  return (
    <form onSubmit={send}>
      <h1>{say('New password')}</h1>
      <TextField
        label={say('New password')}
        type="password"
        required
        autoFocus
        autoComplete="new-password"
        value={password}
        helperText={say('At least 12 characters. You are logged out everywhere.')}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Refusal sentence={refusal} />
      <Button type="submit" variant="contained" disabled={isBusy} fullWidth>
        {say('Keep this password')}
      </Button>
    </form>
  )
}

/** It is taken out of the address, so that it stands in no history. */
function takeToken(): string {
  const token = window.location.hash.slice(1)
  if (token !== '') window.history.replaceState({}, '', window.location.pathname)
  return token
}
