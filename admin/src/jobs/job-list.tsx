import type { ListColumn } from '../lists/list-columns.tsx'
import { Instant } from '../pieces/instant.tsx'
import { ChoiceFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { say, sayParts } from '../words/say.ts'
import { type Job, jobStates, jobStateWord, jobTints, progressOf } from './job.ts'
import { JobActs } from './job-acts.tsx'

const readAgainMs = 5_000

const columns = (): readonly ListColumn<Job>[] => [
  { source: 'name', label: say('Job'), as: 'code' },
  {
    source: 'state',
    label: say('State'),
    draw: ({ state }) => (
      <span className={`chip ${jobTints[state] ?? 'neutral'}`}>{jobStateWord(state)}</span>
    ),
  },
  {
    source: 'attempt',
    label: say('Tries'),
    draw: ({ attempt, maxAttempts }) => (
      <span style={{ whiteSpace: 'nowrap' }}>
        {maxAttempts === null ? attempt : say('{attempt} of {maxAttempts}', { attempt, maxAttempts })}
      </span>
    ),
  },
  { source: 'done', label: say('How far'), draw: progressOf },
  { source: 'lastError', label: say('What stopped it'), draw: (job) => <Failure job={job} /> },
  { source: 'createdAt', label: say('Made'), as: 'instantShort', canSort: true },
  { source: 'runAt', label: say('Then'), draw: (job) => <Then job={job} /> },
  { source: 'id', label: say('To do'), draw: (job) => <JobActs job={job} /> },
]

/** All jobs, the newest first; those that are dead wait here for somebody. */
export default function JobList() {
  return (
    <ListPage
      title={say('Jobs')}
      noun={say('jobs')}
      sort={{ field: 'createdAt', order: 'DESC' }}
      readAgainMs={readAgainMs}
      empty={
        <>
          <b>{say('Nothing was left for later yet.')}</b>
          <span>{say('What plugins do later stands here, and for a week what came of it.')}</span>
        </>
      }
      filters={
        <>
          <SearchFilter placeholder={say('Job, or what stopped it')} />
          <ChoiceFilter source="state" label={say('State')} choices={jobStates()} />
        </>
      }
      bulk={[{ verb: say('Run now'), done: say('run now, with all their tries'), change: { act: 'retry' } }]}
      columns={columns()}
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
        {sayParts('ended {endedAt}', { endedAt: <Instant at={endedAt} length="short" /> })}
      </span>
    )
  }
  if (state !== 'waiting') return null
  return (
    <span className="small">
      {sayParts('not before {runAt}', { runAt: <Instant at={runAt} length="short" /> })}
    </span>
  )
}
