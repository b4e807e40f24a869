import Button from '@mui/material/Button'
import type { FallbackProps } from 'react-error-boundary'
import { sentenceOfError } from '../providers/problem.ts'
import { say, sayParts } from '../words/say.ts'
import { PageHead } from './page-head.tsx'

/** What stands in the place of a screen that broke. */
export function ScreenError({ error, resetErrorBoundary }: FallbackProps) {
  if (/dynamically imported module/.test(sentenceOfError(error))) return <NewerPages />
  return (
    <>
      <PageHead title={say('This screen broke')} />
      <div className="note bad" role="alert">
        <div className="stack" style={{ gap: 8 }}>
          <b>{sayParts('This screen broke: {error}', { error: sentenceOfError(error) })}</b>
          <span>{say('Nothing was posted by it. Show it again, or go on elsewhere.')}</span>
          <div>
            <Button size="small" onClick={resetErrorBoundary}>
              {say('Show it again')}
            </Button>
          </div>
        </div>
      </div>
    </>
  )
}

/**
 * The server has newer pages than this one began with, so the screen that was asked for is no longer there.
 */
function NewerPages() {
  return (
    <div className="note" role="alert">
      <div className="stack" style={{ gap: 8 }}>
        <b>{say('Stowage was updated since this page was opened.')}</b>
        <div>
          <Button size="small" onClick={() => window.location.reload()}>
            {say('Load the new pages')}
          </Button>
        </div>
      </div>
    </div>
  )
}
