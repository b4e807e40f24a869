import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { call } from '@stowage/admin'
import { type FormEvent, useState } from 'react'
import { Refusal } from './refusal.tsx'
import { useTry } from './use-try.ts'
import { say } from './words.ts'

/** For who forgot his password: a link by mail. What is said is the same, whoever the address belongs to. */
export function ForgottenPassword() {
  const [isAsking, setAsking] = useState(false)
  const [email, setEmail] = useState('')
  const [sentTo, setSentTo] = useState<string>()
  const { isBusy, refusal, attempt } = useTry()
  if (sentTo !== undefined) {
    return (
      <p className="note" role="status">
        {say('If {email} logs in here with a password, a link is on its way. It is good for half an hour.', {
          email: sentTo,
        })}
      </p>
    )
  }
  if (!isAsking) return <Button onClick={() => setAsking(true)}>{say('Forgot your password?')}</Button>
  const send = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      await call('/sso/password-resets', { method: 'POST', body: { email } })
      setSentTo(email)
    })
  }
  return (
    <form onSubmit={send} aria-label={say('Forgot your password?')}>
      <TextField
        label={say('Your e-mail')}
        type="email"
        required
        autoFocus
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Refusal sentence={refusal} />
      <Button type="submit" disabled={isBusy}>
        {say('Mail me a link')}
      </Button>
    </form>
  )
}
