import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { call, QrCode } from '@stowage/admin'
import { type FormEvent, useState } from 'react'
import { Refusal } from './refusal.tsx'
import { useTry } from './use-try.ts'
import { say } from './words.ts'

/** What an app is told. */
export interface SecretShown {
  readonly secret: string
  readonly uri: string
}

interface SetUpProps<Done> {
  readonly shown: SecretShown
  /** The route that takes the code. */
  readonly path: string
  readonly onDone: (done: Done) => void
}

/** An app of codes is set up: the secret to scan, and the first code as the proof that it was. */
export function SetUp<Done>({ shown, path, onDone }: SetUpProps<Done>) {
  const [code, setCode] = useState('')
  const { isBusy, refusal, attempt } = useTry()
  const confirm = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => onDone(await call<Done>(path, { method: 'POST', body: { code } })))
  }
  return (
    <form className="stack" onSubmit={confirm}>
      <QrCode text={shown.uri} label={say('Scan this with the app')} />
      <p className="small" style={{ margin: 0, overflowWrap: 'anywhere' }}>
        {say('Or type this secret into it: {secret}', { secret: shown.secret })}
      </p>
      <TextField
        label={say('The code that it shows now')}
        required
        autoFocus
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 20 } }}
      />
      <Refusal sentence={refusal} />
      <Button type="submit" variant="contained" disabled={isBusy}>
        {say('Go on')}
      </Button>
    </form>
  )
}

/** Codes that are shown this once. */
export function RecoveryCodes({
  codes,
  onKept,
}: {
  readonly codes: readonly string[]
  readonly onKept: () => void
}) {
  return (
    <section className="stack" aria-label={say('Your recovery codes')}>
      <h2 style={{ margin: 0 }}>{say('Your recovery codes')}</h2>
      <p style={{ margin: 0 }}>
        {say('Keep them on paper: each is good once, in the place of a code, and they are shown now only.')}
      </p>
      <ul className="code" style={{ margin: 0, paddingLeft: 20, columns: '230px 2' }}>
        {codes.map((code) => (
          <li key={code} style={{ whiteSpace: 'nowrap' }}>
            {code}
          </li>
        ))}
      </ul>
      <Button variant="contained" onClick={onKept}>
        {say('I have kept them')}
      </Button>
    </section>
  )
}
