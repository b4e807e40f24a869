import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { type FormEvent, useEffect, useState } from 'react'
import { useLogin } from 'react-admin'
import { sentenceOfError } from '../providers/problem.ts'
import { Logo } from './logo.tsx'
import { ThemeFollower } from './theme-follower.tsx'

/** Log-in: e-mail and password. A refusal stands above the button and stays until the next try. */
export function LoginPage() {
  const login = useLogin()
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
      await login({ email, password })
    } catch (error) {
      setRefusal(sentenceOfError(error))
      setBusy(false)
    }
  }
  return (
    <div className="login">
      <ThemeFollower />
      <aside className="art" aria-label="What Stowage is">
        <img src="/rack.svg" alt="" />
        <p>What do we have, and where is it? One record answers.</p>
      </aside>
      <main>
        <form onSubmit={submit}>
          <Wordmark />
          <h1>Log in</h1>
          <TextField
            label="E-mail"
            type="email"
            autoComplete="username"
            autoFocus
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <TextField
            label="Password"
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
            Log in
          </Button>
          <FirstTime />
          <Systems />
        </form>
      </main>
    </div>
  )
}

function Wordmark() {
  return (
    <div className="wordmark">
      <Logo size={40} />
      Stowage
    </div>
  )
}

function FirstTime() {
  return (
    <p className="small muted">
      The first administrator’s e-mail and password were printed when the server was set up.
    </p>
  )
}

function ShowButton({ isShown, onShow }: { isShown: boolean; onShow: (isShown: boolean) => void }) {
  const Icon = isShown ? IconEyeOff : IconEye
  const word = isShown ? 'Hide what is typed' : 'Show what is typed'
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
      {isWell ? 'Stowage, all systems well' : 'Stowage is not ready yet. Try again in a moment.'}
    </p>
  )
}
