import Button from '@mui/material/Button'
import { call, sentenceOfError, Trouble } from '@stowage/admin'
import { useState } from 'react'
import { Confirm, useNotify } from 'react-admin'
import { useRead } from './use-read.ts'
import { say } from './words.ts'

interface Standing {
  readonly isSetUp: boolean
  readonly isRequired: boolean
  readonly hasPassword: boolean
  readonly passkeys: readonly object[]
  readonly identities: readonly object[]
}

/** How somebody logs in, beneath his form, and the way out where he lost his second factor. */
export function PersonCard({ record }: { readonly record: { readonly id: string } }) {
  const { data, error, read } = useRead<Standing>(`/sso/people/${record.id}`)
  const [isAsking, setAsking] = useState(false)
  const notify = useNotify()
  if (error) return <Trouble error={error} what={say('The second factor')} onRetry={() => void read()} />
  if (!data) return null
  const take = async () => {
    setAsking(false)
    try {
      await call(`/sso/people/${record.id}/second-factor`, { method: 'DELETE' })
      notify(say('The second factor is taken away.'))
    } catch (refusal) {
      notify(sentenceOfError(refusal), { type: 'error' })
    }
    await read()
  }
  return (
    <section className="card form-page" aria-label={say('How this person logs in')}>
      <header>
        <h2>{say('How this person logs in')}</h2>
      </header>
      <div className="form-body">
        <p style={{ margin: 0 }}>{sentencesOf(data).join(' ')}</p>
      </div>
      {data.isSetUp || data.passkeys.length > 0 ? (
        <div className="form-actions">
          <Button color="error" onClick={() => setAsking(true)}>
            {say('Take the second factor away …')}
          </Button>
        </div>
      ) : null}
      <Confirm
        isOpen={isAsking}
        title={say('Take the second factor away?')}
        content={say('From then on the password is enough, until another one is set up. All sessions end.')}
        confirm={say('Take it away')}
        cancel={say('Cancel')}
        onConfirm={() => void take()}
        onClose={() => setAsking(false)}
      />
    </section>
  )
}

function sentencesOf({ isSetUp, isRequired, hasPassword, passkeys, identities }: Standing): string[] {
  return [
    ...(hasPassword ? [] : [say('Has no password, and logs in by other ways alone.')]),
    isSetUp ? say('Shows a second factor beside the password.') : say('Has no second factor.'),
    ...(passkeys.length > 0 ? [say('{count} passkey | {count} passkeys', { count: passkeys.length })] : []),
    ...(identities.length > 0
      ? [say('Logs in by {count} provider. | Logs in by {count} providers.', { count: identities.length })]
      : []),
    ...(isRequired && !isSetUp && passkeys.length === 0
      ? [say('A role asks for one: it is set up at the next log-in.')]
      : []),
  ]
}
