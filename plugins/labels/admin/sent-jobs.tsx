import { Link } from 'react-router-dom'
import { contentOf, type Job, sayJob } from './send.ts'
import { wordsOf } from './words.ts'

/** What was just sent: a PDF to open, or a job that waits for its printer. */
export function SentJobs({ jobs }: { readonly jobs: readonly Job[] }) {
  const words = wordsOf()
  return (
    <div className="stack" style={{ gap: 4 }} role="status">
      {jobs.map((job) =>
        job.state === 'printed' ? (
          <a key={job.id} href={contentOf(job)} target="_blank" rel="noreferrer">
            {sayJob(job)} ({job.first})
          </a>
        ) : (
          <span key={job.id}>{sayJob(job)}</span>
        ),
      )}
      <Link to="/x/labels/print-jobs">{words.toQueue}</Link>
    </div>
  )
}
