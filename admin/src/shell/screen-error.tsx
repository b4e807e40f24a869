import Button from '@mui/material/Button'
import type { FallbackProps } from 'react-error-boundary'
import { sentenceOfError } from '../providers/problem.ts'

/** What stands in the place of a screen that broke. */
export function ScreenError({ error, resetErrorBoundary }: FallbackProps) {
  return (
    <div className="note bad" role="alert">
      <div className="stack" style={{ gap: 8 }}>
        <b>This screen broke: {sentenceOfError(error)}</b>
        <span>Nothing was posted by it. Show it again, or go on elsewhere.</span>
        <div>
          <Button size="small" onClick={resetErrorBoundary}>
            Show it again
          </Button>
        </div>
      </div>
    </div>
  )
}
