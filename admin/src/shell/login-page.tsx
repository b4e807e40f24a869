import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { type FormEvent, lazy, Suspense, useEffect, useState } from 'react'
import { useOutside } from '../providers/outside.ts'
import { sentenceOfError } from '../providers/problem.ts'
import { knock, type Standing, type Step } from '../providers/session.ts'
import { say } from '../words/say.ts'
import { OutsideFrame } from './outside-frame.tsx'

const OutsideParts = lazy(() => import('./outside-parts.tsx'))
const StepPart = lazy(() => import('./outside-parts.tsx').then(({ StepPart }) => ({ default: StepPart })))

interface LoginPageProps {
  /** A step that is asked already, of who came another way. */
  readonly first?: Step | undefined
  /** The server has let this browser in. Rejects with the refusal. */
  readonly onIn: () => Promise<unknown>
}

/** Log-in: e-mail and password, other ways that plugins bring, and the steps that they ask. */
export function LoginPage({ first, onIn }: LoginPageProps) {
  const { plugins, isKnown } = useOutside()
  const [step, setStep] = useState(first)
  const [refusal, setRefusal] = useState<string>()
  const go = async (answer: Promise<Standing> | Standing) => {
    setRefusal(undefined)
    try {
      const { isIn, step: next } = await answer
      if (isIn) await onIn()
      else setStep(next)
    } catch (error) {
      setRefusal(sentenceOfError(error))
    }
  }
  const acts = { plugins, onAnswer: (answer: Standing) => void go(answer), onLeave: () => setStep(undefined) }
  if (step !== undefined) {
    return (
      <OutsideFrame>
        <h1>{step.title}</h1>
        <Suspense fallback={null}>{isKnown ? <StepPart {...acts} step={step} /> : null}</Suspense>
        <Refusal sentence={refusal} />
        <Button onClick={acts.onLeave}>{say('Back to the log-in')}</Button>
      </OutsideFrame>
    )
  }
  return (
    <OutsideFrame>
      <h1>{say('Log in')}</h1>
      <PasswordForm refusal={refusal} onWords={(words) => go(knock(words))} />
      <Suspense fallback={null}>{plugins.length > 0 ? <OutsideParts {...acts} /> : null}</Suspense>
      <p className="small muted">
        {say('The first administrator’s e-mail and password were printed when the server was set up.')}
      </p>
      <Systems />
    </OutsideFrame>
  )
}

interface PasswordFormProps {
  readonly refusal: string | undefined
  readonly onWords: (words: { email: string; password: string }) => Promise<void>
}

/** A refusal stands above the button and stays until the next try. */
function PasswordForm({ refusal, onWords }: PasswordFormProps) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [isShown, setShown] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    await onWords({ email, password })
    setBusy(false)
  }
  return (
    <form onSubmit={submit}>
      <TextField
        label={say('E-mail')}
        type="email"
        autoComplete="username webauthn"
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
      <Refusal sentence={refusal} />
      <Button type="submit" variant="contained" disabled={isBusy} fullWidth>
        {say('Log in')}
      </Button>
    </form>
  )
}

function Refusal({ sentence }: { readonly sentence: string | undefined }) {
  if (sentence === undefined) return null
  return (
    <div className="note bad" role="alert">
      {sentence}
    </div>
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
