import type { ListColumn } from '../lists/list-columns.tsx'
import { Instant } from '../pieces/instant.tsx'
import { ChoiceFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { type Job, jobStates, jobTints, progressOf } from './job.ts'
import { JobActs } from './job-acts.tsx'

const readAgainMs = 5_000

const columns: readonly ListColumn<Job>[] = [
  { source: 'name', label: 'Job', as: 'code' },
  {
    source: 'state',
    label: 'State',
    draw: ({ state }) => <span className={`chip ${jobTints[state] ?? 'neutral'}`}>{state}</span>,
  },
  {
    source: 'attempt',
    label: 'Tries',
    draw: ({ attempt, maxAttempts }) => (maxAttempts === null ? attempt : `${attempt} of ${maxAttempts}`),
  },
  { source: 'done', label: 'How far', draw: progressOf },
  { source: 'lastError', label: 'What stopped it', draw: (job) => <Failure job={job} /> },
  { source: 'createdAt', label: 'Made', as: 'instantShort', canSort: true },
  { source: 'runAt', label: 'Then', draw: (job) => <Then job={job} /> },
  { source: 'id', label: 'To do', draw: (job) => <JobActs job={job} /> },
]

/** All jobs, the newest first; those that are dead wait here for somebody. */
export default function JobList() {
  return (
    <ListPage
      title="Jobs"
      noun="jobs"
      sort={{ field: 'createdAt', order: 'DESC' }}
      readAgainMs={readAgainMs}
      empty={
        <>
          <b>Nothing was left for later yet.</b>
          <span>What plugins do later stands here, and for a week what came of it.</span>
        </>
      }
      filters={
        <>
          <SearchFilter placeholder="Job, or what stopped it" />
          <ChoiceFilter source="state" label="State" choices={jobStates} />
        </>
      }
      bulk={[{ verb: 'Run now', done: 'run now, with all their tries', change: { act: 'retry' } }]}
      columns={columns}
    />
  )
}

function Failure({ job: { lastError, failedAt } }: { job: Job }) {
  if (lastError === null) return null
  return (
    <span className="small" style={{ overflowWrap: 'anywhere' }}>
      {lastError}{' '}
      <span className="muted">
        <Instant at={failedAt} length="short" />
      </span>
    </span>
  )
}

/** When it ended, or when it is tried next. */
function Then({ job: { state, runAt, endedAt } }: { job: Job }) {
  if (endedAt !== null) {
    return (
      <span className="small">
        ended <Instant at={endedAt} length="short" />
      </span>
    )
  }
  if (state !== 'waiting') return null
  return (
    <span className="small">
      not before <Instant at={runAt} length="short" />
    </span>
  )
}
