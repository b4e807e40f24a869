import Button from '@mui/material/Button'
import { useState } from 'react'
import { Instant } from '../pieces/instant.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { say } from '../words/say.ts'
import { CredentialsNote } from './credentials-note.tsx'
import { type Credentials, type Program, useReadAgain } from './plugin.ts'

interface ProgramCardProps {
  readonly name: string
  readonly program: Program
  readonly canManage: boolean
}

/** Where a program runs, when it was last heard of, and another key for it. */
export function ProgramCard({ name, program: { address, key }, canManage }: ProgramCardProps) {
  const [credentials, setCredentials] = useState<Credentials>()
  const [refusal, setRefusal] = useState<unknown>()
  const readAgain = useReadAgain()
  const makeAnother = async () => {
    setRefusal(undefined)
    await call<Credentials>(`/host/plugins/${name}/key`, { method: 'POST' })
      .then(setCredentials, setRefusal)
      .finally(readAgain)
  }
  return (
    <section className="card pad stack" aria-label={say('The program')} style={{ gap: 12 }}>
      <dl className="facts">
        <dt>{say('Runs at')}</dt>
        <dd>
          <span className="code">{address}</span>
        </dd>
        <dt>{say('Its key')}</dt>
        <dd>{key ? <Instant at={key.madeAt} /> : say('It gets one when it is turned on.')}</dd>
        {key ? <dt>{say('For the stock of')}</dt> : null}
        {key ? <dd>{key.owners ? key.owners.join(', ') : say('all owners')}</dd> : null}
        {key ? <dt>{say('At')}</dt> : null}
        {key ? <dd>{key.sites ? key.sites.join(', ') : say('all sites')}</dd> : null}
        {key ? <dt>{say('Last used')}</dt> : null}
        {key ? <dd>{key.lastUsedAt ? <Instant at={key.lastUsedAt} /> : say('Not yet')}</dd> : null}
      </dl>
      {credentials ? <CredentialsNote credentials={credentials} /> : null}
      {refusal ? <Trouble error={refusal} what={say('Another key')} /> : null}
      {key && canManage ? (
        <div className="row wrap" style={{ gap: 12 }}>
          <Button variant="outlined" onClick={() => void makeAnother()}>
            {say('Make another key')}
          </Button>
          <span className="small muted">{say('The one before ends an hour later.')}</span>
        </div>
      ) : null}
    </section>
  )
}
