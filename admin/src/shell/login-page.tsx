import './login.css'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { type FormEvent, useEffect, useState } from 'react'
import { sentenceOfError } from '../providers/problem.ts'
import { say, sayParts } from '../words/say.ts'
import { Logo } from './logo.tsx'

/** What somebody logs in with. */
export interface LogInWords {
  readonly email: string
  readonly password: string
}

interface LoginPageProps {
  /** Rejects with the refusal. */
  readonly onLogIn: (words: LogInWords) => Promise<unknown>
}

/** Log-in: e-mail and password. A refusal stands above the button and stays until the next try. */
export function LoginPage({ onLogIn }: LoginPageProps) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [isShown, setShown] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setRefusal(undefined)
    try {
      await onLogIn({ email, password })
    } catch (error) {
      setRefusal(sentenceOfError(error))
      setBusy(false)
    }
  }
  return (
    <div className="login">
      <aside className="art" aria-label={say('What Stowage is')}>
        <img src="/rack.svg" alt="" />
        <p>{say('What do we have, and where is it? One record answers.')}</p>
      </aside>
      <main>
        <form onSubmit={submit}>
          <Wordmark />
          <h1>{say('Log in')}</h1>
          <TextField
            label={say('E-mail')}
            type="email"
            autoComplete="username"
            autoFocus
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <TextField
            label={say('Password')}
            type={isShown ? 'text' : 'password'}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            slotProps={{ input: { endAdornment: <ShowButton isShown={isShown} onShow={setShown} /> } }}
          />
          {refusal ? (
            <div className="note bad" role="alert">
              {refusal}
            </div>
          ) : null}
          <Button type="submit" variant="contained" disabled={isBusy} fullWidth>
            {say('Log in')}
          </Button>
          <FirstTime />
          <Systems />
        </form>
      </main>
    </div>
  )
}

function Wordmark() {
  return <div className="wordmark">{sayParts('{logo}Stowage', { logo: <Logo size={40} /> })}</div>
}

function FirstTime() {
  return (
    <p className="small muted">
      {say('The first administrator’s e-mail and password were printed when the server was set up.')}
    </p>
  )
}

function ShowButton({ isShown, onShow }: { isShown: boolean; onShow: (isShown: boolean) => void }) {
  const Icon = isShown ? IconEyeOff : IconEye
  const word = isShown ? say('Hide what is typed') : say('Show what is typed')
  return (
    <IconButton size="small" aria-label={word} title={word} onClick={() => onShow(!isShown)}>
      <Icon className="icon" />
    </IconButton>
  )
}

/** Whether it is worth trying. */
function Systems() {
  const [isWell, setWell] = useState<boolean>()
  useEffect(() => {
    fetch('/health/ready')
      .then(({ ok }) => setWell(ok))
      .catch(() => setWell(false))
  }, [])
  if (isWell === undefined) return null
  return (
    <p className="small muted" role="status">
      {isWell ? say('Stowage, all systems well') : say('Stowage is not ready yet. Try again in a moment.')}
    </p>
  )
}
