import Button from '@mui/material/Button'
import { useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../pieces/ask-dialog.tsx'
import { call } from '../providers/http-client.ts'
import { sentenceOfError } from '../providers/problem.ts'
import { useRights } from '../providers/rights.ts'
import { say, sayParts } from '../words/say.ts'
import type { Cursor } from './cursor.ts'

const leastReason = 3

/** A subscriber that is back is asked: catch up, or skip? One that fails is tried again, or skips as well. */
export function CursorActs({ cursor }: { cursor: Cursor }) {
  const { id, state, subscriber, event, lag } = cursor
  const [isSkipping, setSkipping] = useState(false)
  const refresh = useRefresh()
  const notify = useNotify()
  const act = state === 'failing' ? 'retry' : state === 'asking' ? 'catch-up' : undefined
  const { mayChange } = useRights()
  if (act === undefined || !mayChange('host.event.manage')) return null
  const run = () =>
    call(`/host/cursors/${id}/${act}`, { method: 'POST' })
      .then(() => refresh())
      .catch((error: unknown) => notify(sentenceOfError(error), { type: 'error' }))
  const skip = async (reason: string) => {
    const body = state === 'failing' ? { reason, events: 1 } : { reason }
    await call(`/host/cursors/${id}/skip`, { method: 'POST', body })
    refresh()
  }
  const what = state === 'failing' ? say('the event that stops it') : say('{lag} events', { lag })
  const name = <span className="code">{event}</span>
  return (
    <div className="row">
      <Button size="small" onClick={() => void run()}>
        {act === 'retry' ? say('Try again now') : say('Catch up')}
      </Button>
      <Button size="small" color="error" onClick={() => setSkipping(true)}>
        {say('Skip …')}
      </Button>
      {isSkipping ? (
        <ReasonDialog
          title={say('Have {subscriber} skip {what}?', { subscriber, what })}
          verb={say('Skip for good')}
          least={leastReason}
          onDo={skip}
          onClose={() => setSkipping(false)}
        >
          {state === 'failing'
            ? sayParts('It never gets it: what it makes of {event} will have a gap there.', { event: name })
            : sayParts('It never gets them: what it makes of {event} will have a gap there.', {
                event: name,
              })}
        </ReasonDialog>
      ) : null}
    </div>
  )
}
