import LinearProgress from '@mui/material/LinearProgress'
import { say } from '../words/say.ts'
import type { PluginChange } from './plugin.ts'

const steps = (): Readonly<Record<string, string>> => ({
  migrate: say('Its tables are made'),
  build: say('All servers make themselves ready'),
  release: say('It lets go of what stands in the way'),
  backfill: say('What was posted before is made up for'),
  switch: say('It is switched'),
  follow: say('All servers take it up'),
})
const hundred = 100

/** How far a change of the set has come, in words and as a bar; and how it ended. */
export function ChangeProgress({ change }: { change: PluginChange }) {
  const { state, step, done, total, error } = change
  if (state === 'failed') {
    return (
      <div className="note bad" role="alert">
        <div>
          <b>{say('It was not switched, and all stands as before.')}</b> {error}
        </div>
      </div>
    )
  }
  if (state === 'done') return <p role="status">{say('It is done; all went on meanwhile.')}</p>
  const isCounted = step === 'backfill' && total > 0
  return (
    <div className="stack" style={{ gap: 8 }}>
      <p role="status" style={{ margin: 0 }}>
        {isCounted
          ? say('{step}: {done} of {total} movements', { step: steps()[step] ?? step, done, total })
          : (steps()[step] ?? step)}{' '}
        …
      </p>
      <LinearProgress
        aria-label={say('How far it is')}
        {...(isCounted ? { variant: 'determinate', value: Math.min(hundred, (done / total) * hundred) } : {})}
      />
      <p className="small muted" style={{ margin: 0 }}>
        {say('Work goes on meanwhile, and so does this when you close the window.')}
      </p>
    </div>
  )
}
