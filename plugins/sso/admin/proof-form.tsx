import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { type FormEvent, useState } from 'react'
import { Refusal } from './refusal.tsx'
import { useTry } from './use-try.ts'
import { say } from './words.ts'

/** What shows that it is he: his password, and a code where there is one. */
export interface Proof {
  readonly password?: string
  readonly answer?: string
}

interface ProofFormProps {
  readonly asksPassword: boolean
  readonly asksCode: boolean
  readonly onProof: (proof: Proof) => Promise<void>
  readonly onCancel: () => void
}

/** Asks for it. */
export function ProofForm({ asksPassword, asksCode, onProof, onCancel }: ProofFormProps) {
  const [password, setPassword] = useState('')
  const [answer, setAnswer] = useState('')
  const { isBusy, refusal, attempt } = useTry()
  const send = (event: FormEvent) => {
    event.preventDefault()
    void attempt(() => onProof({ ...(asksPassword && { password }), ...(asksCode && { answer }) }))
  }
  return (
    <form className="stack" onSubmit={send}>
      {asksPassword ? (
        <TextField
          label={say('Password')}
          type="password"
          required
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      ) : null}
      {asksCode ? (
        <TextField
          label={say('A code of the app, or a recovery code')}
          required
          autoComplete="one-time-code"
          value={answer}
          onChange={(event) => setAnswer(event.target.value)}
        />
      ) : null}
      <Refusal sentence={refusal} />
      <div className="row" style={{ gap: 8 }}>
        <Button type="submit" variant="contained" disabled={isBusy}>
          {say('Go on')}
        </Button>
        <Button onClick={onCancel}>{say('Cancel')}</Button>
      </div>
    </form>
  )
}
