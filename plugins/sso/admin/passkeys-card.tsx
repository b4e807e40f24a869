import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { startRegistration } from '@simplewebauthn/browser'
import { call, Instant, Trouble } from '@stowage/admin'
import { type FormEvent, useState } from 'react'
import { ProofForm } from './proof-form.tsx'
import { Refusal } from './refusal.tsx'
import { useRead } from './use-read.ts'
import { useTry } from './use-try.ts'
import { say } from './words.ts'

interface Passkey {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly usedAt: string | null
}

interface Standing {
  readonly isSetUp: boolean
  readonly hasPassword: boolean
}

/** One's own passkeys, among one's account; nothing where the desk's address takes none. */
export function PasskeysCard() {
  const { data: ways } = useRead<{ takesPasskeys: boolean }>('/sso/ways')
  const { data, error, read } = useRead<{ data: readonly Passkey[] }>('/sso/passkeys')
  const { data: standing } = useRead<Standing>('/sso/second-factor')
  const [isAdding, setAdding] = useState(false)
  const { refusal, attempt } = useTry()
  if (error) return <Trouble error={error} what={say('Your passkeys')} onRetry={() => void read()} />
  if (!data || !ways?.takesPasskeys || !standing) return null
  const remove = (id: string) =>
    attempt(async () => {
      await call(`/sso/passkeys/${id}`, { method: 'DELETE' })
      await read()
    })
  const rename = (id: string, name: string) =>
    attempt(async () => {
      await call(`/sso/passkeys/${id}`, { method: 'PATCH', body: { name } })
      await read()
    })
  const end = () => {
    setAdding(false)
    void read()
  }
  return (
    <section className="card form-page" aria-label={say('Passkeys')}>
      <header>
        <h2>{say('Passkeys')}</h2>
      </header>
      <div className="form-body">
        <p style={{ margin: 0 }}>
          {say(
            'With a passkey you log in by finger, face or PIN of your phone or computer, without a password.',
          )}
        </p>
        {data.data.length > 0 ? (
          <ul className="stack" style={{ listStyle: 'none', margin: '12px 0 0', padding: 0 }}>
            {data.data.map((key) => (
              <Key
                key={key.id}
                {...key}
                onRename={(name) => void rename(key.id, name)}
                onRemove={() => void remove(key.id)}
              />
            ))}
          </ul>
        ) : null}
        <Refusal sentence={refusal} />
        {isAdding ? <Adding standing={standing} onEnd={end} /> : null}
      </div>
      {isAdding ? null : (
        <div className="form-actions">
          <Button onClick={() => setAdding(true)}>{say('Add a passkey …')}</Button>
        </div>
      )}
    </section>
  )
}

interface KeyProps extends Passkey {
  readonly onRename: (name: string) => void
  readonly onRemove: () => void
}

function Key({ name, createdAt, usedAt, onRename, onRemove }: KeyProps) {
  const [isRenaming, setRenaming] = useState(false)
  if (isRenaming) {
    const end = (written?: string) => {
      setRenaming(false)
      if (written !== undefined) onRename(written)
    }
    return <Renaming name={name} onEnd={end} />
  }
  return (
    <li className="row wrap" style={{ gap: 12 }}>
      <span className="strong">{name}</span>
      <span className="small muted">
        {usedAt === null ? say('Added') : say('Used last')} <Instant at={usedAt ?? createdAt} />
      </span>
      <span className="push" />
      <Button size="small" onClick={() => setRenaming(true)}>
        {say('Rename')}
      </Button>
      <Button size="small" color="error" onClick={onRemove}>
        {say('Remove')}
      </Button>
    </li>
  )
}

interface RenamingProps {
  readonly name: string
  /** With the name that is kept, or none. */
  readonly onEnd: (written?: string) => void
}

function Renaming({ name, onEnd }: RenamingProps) {
  const [written, setWritten] = useState(name)
  const keep = (event: FormEvent) => {
    event.preventDefault()
    onEnd(written)
  }
  return (
    <li>
      <form className="row wrap" style={{ gap: 12, alignItems: 'end' }} onSubmit={keep}>
        <TextField
          label={say('Name')}
          autoFocus
          margin="none"
          sx={{ flex: '1 1 200px' }}
          value={written}
          onChange={(event) => setWritten(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 60 } }}
        />
        <Button type="submit" disabled={written.trim() === ''}>
          {say('Keep the name')}
        </Button>
        <Button onClick={() => onEnd()}>{say('Cancel')}</Button>
      </form>
    </li>
  )
}

/** First the proof that it is he, then the browser asks for the key, then it gets a name. */
function Adding({ standing, onEnd }: { readonly standing: Standing; readonly onEnd: () => void }) {
  const [response, setResponse] = useState<object>()
  const [name, setName] = useState('')
  const { isBusy, refusal, attempt } = useTry()
  if (response === undefined) {
    const prove = async (proof: object) => {
      const optionsJSON = await call<never>('/sso/passkeys/begin', { method: 'POST', body: proof })
      const made = await startRegistration({ optionsJSON })
      setResponse({ ...made, clientExtensionResults: {} })
    }
    return (
      <ProofForm
        asksPassword={standing.hasPassword}
        asksCode={standing.isSetUp}
        onProof={prove}
        onCancel={onEnd}
      />
    )
  }
  const keep = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      await call('/sso/passkeys', { method: 'POST', body: { name, response } })
      onEnd()
    })
  }
  return (
    <form className="stack" onSubmit={keep}>
      <TextField
        label={say('What do you call this key?')}
        required
        autoFocus
        value={name}
        helperText={say('Such as the phone or the stick that it is on')}
        onChange={(event) => setName(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 60 } }}
      />
      <Refusal sentence={refusal} />
      <div className="row" style={{ gap: 8 }}>
        <Button type="submit" variant="contained" disabled={isBusy || name.trim() === ''}>
          {say('Keep the passkey')}
        </Button>
        <Button onClick={onEnd}>{say('Cancel')}</Button>
      </div>
    </form>
  )
}
