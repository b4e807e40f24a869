import Button from '@mui/material/Button'
import { useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../pieces/ask-dialog.tsx'
import { call } from '../providers/http-client.ts'
import { sentenceOfError } from '../providers/problem.ts'
import { useRights } from '../providers/rights.ts'
import { say } from '../words/say.ts'
import type { Job } from './job.ts'

const leastReason = 3

/** What can be done about a job that does not run: have it run now, or take it out for good. */
export function JobActs({ job: { id, name, state } }: { job: Job }) {
  const [isDropping, setDropping] = useState(false)
  const refresh = useRefresh()
  const notify = useNotify()
  const { mayChange } = useRights()
  if ((state !== 'dead' && state !== 'waiting') || !mayChange('host.job.manage')) return null
  const retry = () =>
    call(`/host/jobs/${id}/retry`, { method: 'POST' })
      .then(() => notify(say('{name} runs now, with all its tries.', { name }), { type: 'success' }))
      .catch((error: unknown) => notify(sentenceOfError(error), { type: 'error' }))
      .finally(refresh)
  const drop = async (reason: string) => {
    await call(`/host/jobs/${id}/drop`, { method: 'POST', body: { reason } })
    refresh()
  }
  return (
    <div className="row">
      <Button size="small" onClick={() => void retry()} aria-label={say('Run now: {name}', { name })}>
        {say('Run now')}
      </Button>
      <Button
        size="small"
        color="error"
        onClick={() => setDropping(true)}
        aria-label={say('Drop {name}', { name })}
      >
        {say('Drop')}
      </Button>
      {isDropping ? (
        <ReasonDialog
          title={say('Drop {name}?', { name })}
          verb={say('Drop it for good')}
          least={leastReason}
          onDo={drop}
          onClose={() => setDropping(false)}
        >
          {say('It will not be done, now or later. It stays in this list for a week, and in the audit.')}
        </ReasonDialog>
      ) : null}
    </div>
  )
}
