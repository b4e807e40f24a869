import Button from '@mui/material/Button'
import { IconAlertTriangle } from '@tabler/icons-react'
import { causeOf, problemOf, sentenceOfError } from '../providers/problem.ts'
import { say } from '../words/say.ts'

/** A box that could not be read: what happened, the way out, and the code and request id to quote. */
export function Trouble({ error, what, onRetry }: { error: unknown; what?: string; onRetry?: () => void }) {
  const problem = problemOf(error)
  const isMissing = problem?.status === 404 && problem.code === 'http.not_found'
  return (
    <div className="note bad" role="alert">
      <IconAlertTriangle className="icon" />
      <div>
        <div>
          {what ? <b>{say('{what} could not be read.', { what })} </b> : null}
          {isMissing ? say('This server has no such route.') : sentenceOfError(error)}
        </div>
        {problem?.code ? (
          <div className="code" style={{ whiteSpace: 'normal' }}>
            {causeOf(problem)?.code ?? problem.code}
            {problem.requestId ? `, ${say('request {requestId}', { requestId: problem.requestId })}` : ''}
          </div>
        ) : null}
        {onRetry ? (
          <Button size="small" sx={{ mt: 1 }} onClick={onRetry}>
            {say('Try again')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
