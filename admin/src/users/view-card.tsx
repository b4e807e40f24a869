import Button from '@mui/material/Button'
import { useState } from 'react'
import { useGetIdentity, useGetOne } from 'react-admin'
import { ReasonDialog } from '../pieces/ask-dialog.tsx'
import { call } from '../providers/http-client.ts'
import { useRights } from '../providers/rights.ts'
import { say } from '../words/say.ts'

const leastReason = 3

/** Looks with a person's eyes, for those who may: what he sees, without changing anything. */
export function ViewCard({ id }: { id: string }) {
  const { mayChange } = useRights()
  const { identity } = useGetIdentity()
  const { data: person } = useGetOne('users', { id }, { enabled: id !== '' })
  const [isAsking, setAsking] = useState(false)
  const canLook = mayChange('access.user.view_as') && identity !== undefined && identity.id !== id
  if (!canLook || !person?.isActive) return null
  const begin = async (reason: string) => {
    await call('/access/session/view', { method: 'POST', body: { user: id, reason } })
    // All that is known here was read with other eyes.
    window.location.assign('/')
  }
  return (
    <section className="card form-page" aria-label={say('View')}>
      <header>
        <h2>{say('What he or she sees')}</h2>
      </header>
      <div className="form-body">
        <p style={{ margin: 0 }}>
          {say(
            'You see every screen as {name} does, until you end it. Nothing can be changed meanwhile, ' +
              'and both ends stand in the audit.',
            { name: person.name },
          )}
        </p>
      </div>
      <div className="form-actions">
        <Button onClick={() => setAsking(true)}>{say('Look with these eyes …')}</Button>
      </div>
      {isAsking ? (
        <ReasonDialog
          title={say('Look with the eyes of {name}?', { name: person.name })}
          verb={say('Look')}
          least={leastReason}
          onDo={begin}
          onClose={() => setAsking(false)}
        >
          {say('Say why, such as “she cannot find the bin”.')}
        </ReasonDialog>
      ) : null}
    </section>
  )
}
