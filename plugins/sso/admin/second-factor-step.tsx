import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { call, Trouble } from '@stowage/admin'
import type { LogInAnswer, OutsideProps } from '@stowage/sdk'
import { type FormEvent, useState } from 'react'
import { PasskeyButton } from './passkey-button.tsx'
import { Refusal } from './refusal.tsx'
import { RecoveryCodes, type SecretShown, SetUp } from './set-up.tsx'
import { useRead } from './use-read.ts'
import { useTry } from './use-try.ts'
import { say } from './words.ts'

/** The second factor on the way in: a code, or an app that is set up now because a role asks for it. */
export function SecondFactorStep({ onAnswer }: OutsideProps) {
  const { data, error } = useRead<{ isSetUp: boolean; hasPasskeys: boolean }>('/sso/log-in')
  if (error) return <Trouble error={error} />
  if (!data) return null
  if (!data.isSetUp && !data.hasPasskeys) return <FirstSetUp onAnswer={onAnswer} />
  return (
    <>
      {data.isSetUp ? <CodeForm onAnswer={onAnswer} /> : null}
      {data.hasPasskeys ? <PasskeyButton paths={keyPaths} onAnswer={onAnswer} /> : null}
    </>
  )
}

const keyPaths = { begin: '/sso/log-in/passkey/begin', end: '/sso/log-in/passkey' }

type Answering = Pick<OutsideProps, 'onAnswer'>

function CodeForm({ onAnswer }: Answering) {
  const [answer, setAnswer] = useState('')
  const { isBusy, refusal, attempt } = useTry()
  const send = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () =>
      onAnswer(await call<LogInAnswer>('/sso/log-in/answer', { method: 'POST', body: { answer } })),
    )
  }
  return (
    <form onSubmit={send}>
      <p style={{ margin: 0 }}>
        {say('Type the code that your app shows now, or one of your recovery codes.')}
      </p>
      <TextField
        label={say('Code')}
        required
        autoFocus
        autoComplete="one-time-code"
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 100 } }}
      />
      <Refusal sentence={refusal} />
      <Button type="submit" variant="contained" disabled={isBusy} fullWidth>
        {say('Go on')}
      </Button>
    </form>
  )
}

interface SetUpDone {
  readonly recoveryCodes: readonly string[]
  readonly answer: LogInAnswer
}

function FirstSetUp({ onAnswer }: Answering) {
  const [shown, setShown] = useState<SecretShown>()
  const [done, setDone] = useState<SetUpDone>()
  const { isBusy, refusal, attempt } = useTry()
  if (done) return <RecoveryCodes codes={done.recoveryCodes} onKept={() => onAnswer(done.answer)} />
  if (shown)
    return <SetUp<SetUpDone> shown={shown} path="/sso/log-in/second-factor/confirm" onDone={setDone} />
  const begin = () =>
    attempt(async () => setShown(await call<SecretShown>('/sso/log-in/second-factor', { method: 'POST' })))
  return (
    <div className="part">
      <p style={{ margin: 0 }}>
        {say('Your role asks for a second factor: an app of your phone that shows codes.')}
      </p>
      <Refusal sentence={refusal} />
      <Button variant="contained" disabled={isBusy} onClick={() => void begin()}>
        {say('Set up an app')}
      </Button>
    </div>
  )
}
