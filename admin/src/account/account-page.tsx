import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useLogout, useNotify } from 'react-admin'
import { PageTrouble } from '../pieces/page-trouble.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { Slot } from '../plugin-screens/slot.tsx'
import { call } from '../providers/http-client.ts'
import type { Me } from '../providers/session.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'

/** One's own account: who one is here, one's password, and what plugins add about how one logs in. */
export default function AccountPage() {
  const { data, error, refetch } = useQuery({
    queryKey: ['account'],
    queryFn: ({ signal }) => call<Me>('/access/session', { signal }),
  })
  if (error) return <PageTrouble error={error} what={say('Your account')} onRetry={() => void refetch()} />
  if (!data) return <Waiting />
  return (
    <>
      <PageHead title={say('My account')} fact={[data.name, data.email].filter(Boolean).join(' · ')} />
      <div className="stack">
        <PasswordCard />
        <Slot name="account" record={data} />
      </div>
    </>
  )
}

/** A new password ends all one's sessions, this one too. */
function PasswordCard() {
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [refusal, setRefusal] = useState<unknown>()
  const logout = useLogout()
  const notify = useNotify()
  const change = async (event: FormEvent) => {
    event.preventDefault()
    setRefusal(undefined)
    try {
      await call('/access/session/password', { method: 'PUT', body: { current, password } })
    } catch (error) {
      setRefusal(error)
      return
    }
    notify(say('Your password is changed. Log in with the new one.'))
    await logout()
  }
  return (
    <section className="card form-page" aria-label={say('Password')}>
      <header>
        <h2>{say('Password')}</h2>
      </header>
      <form onSubmit={(event) => void change(event)}>
        <div className="form-body">
          <TextField
            label={say('Current password')}
            type="password"
            autoComplete="current-password"
            required
            fullWidth
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
          <TextField
            label={say('New password')}
            type="password"
            autoComplete="new-password"
            required
            fullWidth
            value={password}
            helperText={say('At least 12 characters. You are logged out everywhere, here too.')}
            onChange={(event) => setPassword(event.target.value)}
          />
          {refusal ? <Trouble error={refusal} /> : null}
        </div>
        <div className="form-actions">
          <Button type="submit" variant="contained">
            {say('Change the password')}
          </Button>
        </div>
      </form>
    </section>
  )
}
