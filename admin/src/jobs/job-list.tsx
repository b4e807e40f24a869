import { DataTable } from 'react-admin'
import { Instant } from '../pieces/instant.tsx'
import { ChoiceFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { type Job, jobStates, jobTints, progressOf } from './job.ts'
import { JobActs } from './job-acts.tsx'

const readAgainMs = 5_000

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
    >
      <DataTable<Job> rowClick={false} bulkActionButtons={false}>
        <DataTable.Col<Job>
          source="name"
          label="Job"
          disableSort
          render={({ name }) => <span className="code">{name}</span>}
        />
        <DataTable.Col<Job>
          source="state"
          label="State"
          disableSort
          render={({ state }) => <span className={`chip ${jobTints[state] ?? 'neutral'}`}>{state}</span>}
        />
        <DataTable.Col<Job>
          label="Tries"
          disableSort
          render={({ attempt, maxAttempts }) =>
            maxAttempts === null ? attempt : `${attempt} of ${maxAttempts}`
          }
        />
        <DataTable.Col<Job> label="How far" disableSort render={progressOf} />
        <DataTable.Col<Job> label="What stopped it" disableSort render={(job) => <Failure job={job} />} />
        <DataTable.Col<Job>
          source="createdAt"
          label="Made"
          render={({ createdAt }) => <Instant at={createdAt} length="short" />}
        />
        <DataTable.Col<Job> label="Then" disableSort render={(job) => <Then job={job} />} />
        <DataTable.Col<Job> label="To do" disableSort render={(job) => <JobActs job={job} />} />
      </DataTable>
    </ListPage>
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
