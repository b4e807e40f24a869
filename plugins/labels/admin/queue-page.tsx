import { Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { call, Instant, newId, PageHead, Trouble, Waiting } from '@stowage/admin'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { messages } from '../messages.ts'
import { Choice } from './print-choices.tsx'
import { contentOf, type Job } from './send.ts'
import { told, wordsOf } from './words.ts'

const tones: Readonly<Record<Job['state'], string>> = {
  waiting: 'hold',
  printing: 'transit',
  printed: 'available',
  failed: 'damaged',
  cancelled: 'quarantine',
}
const readAgainMs = 4000

/** The queues of all printers and the log of what they printed: who, when, what, why. */
export function QueuePage() {
  const words = wordsOf()
  const [state, setState] = useState('')
  const [printer, setPrinter] = useState('')
  const [again, setAgain] = useState<Job>()
  const [refusal, setRefusal] = useState<unknown>()
  const client = useQueryClient()
  const asked = new URLSearchParams({
    limit: '100',
    ...(state && { state }),
    ...(printer && { printer }),
  }).toString()
  const { data, error } = useQuery({
    queryKey: ['labels', 'jobs', asked],
    queryFn: () => call<{ data: Job[] }>(`/labels/print-jobs?${asked}`),
    refetchInterval: readAgainMs,
  })
  const readAgain = () => client.invalidateQueries({ queryKey: ['labels', 'jobs'] })
  const act = async (job: Job, what: 'retry' | 'cancel') => {
    setRefusal(undefined)
    await call(`/labels/print-jobs/${job.id}/${what}`, { method: 'POST' }).catch(setRefusal)
    await readAgain()
  }
  if (error && !data) return <Trouble error={error} what={words.queueTitle} />
  return (
    <>
      <PageHead title={words.queueTitle} />
      <div className="stack">
        <QueueFilters {...{ state, setState, printer, setPrinter }} />
        {refusal ? <Trouble error={refusal} /> : null}
        {data ? (
          <JobTable jobs={data.data} onAgain={setAgain} onAct={(job, what) => void act(job, what)} />
        ) : (
          <Waiting rows={6} />
        )}
      </div>
      {again && (
        <AgainDialog
          job={again}
          onClose={() => setAgain(undefined)}
          onDone={() => {
            setAgain(undefined)
            void readAgain()
          }}
        />
      )}
    </>
  )
}

function QueueFilters(props: {
  state: string
  setState: (state: string) => void
  printer: string
  setPrinter: (printer: string) => void
}) {
  const words = wordsOf()
  const { data } = useQuery({
    queryKey: ['labels', 'printers', 'all'],
    queryFn: () => call<{ data: { id: string; name: string }[] }>('/labels/printers?limit=200'),
  })
  return (
    <div className="row wrap" style={{ gap: 12 }}>
      <Choice
        label={words.state}
        value={props.state}
        options={[['', words.all], ...stateWords()]}
        onChange={props.setState}
      />
      <Choice
        label={words.printer}
        value={props.printer}
        options={[['', words.all], ...(data?.data ?? []).map(({ id, name }) => [id, name] as const)]}
        onChange={props.setPrinter}
      />
    </div>
  )
}

function stateWords(): (readonly [Job['state'], string])[] {
  const { waiting, printing, printedState, failed, cancelled } = wordsOf()
  return [
    ['waiting', waiting],
    ['printing', printing],
    ['printed', printedState],
    ['failed', failed],
    ['cancelled', cancelled],
  ]
}

interface TableProps {
  readonly jobs: readonly Job[]
  readonly onAgain: (job: Job) => void
  readonly onAct: (job: Job, what: 'retry' | 'cancel') => void
}

function JobTable({ jobs, ...acts }: TableProps) {
  const words = wordsOf()
  if (jobs.length === 0) return <p className="muted">{words.none}</p>
  const heads = [
    words.number,
    words.printer,
    words.labels,
    words.state,
    words.who,
    words.when,
    words.why,
    words.acts,
  ]
  return (
    <div className="card" style={{ overflowX: 'auto' }}>
      <table className="plain" style={{ width: '100%' }}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" style={{ textAlign: 'start', padding: '8px 12px' }}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <JobLine key={job.id} job={job} {...acts} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const cell = { padding: '8px 12px', verticalAlign: 'top' } as const

function JobLine({ job, onAgain, onAct }: { readonly job: Job } & Omit<TableProps, 'jobs'>) {
  const words = wordsOf()
  const { state, problem } = job
  const isOpen = state === 'waiting' || state === 'failed'
  return (
    <tr>
      <td style={cell}>{job.number}</td>
      <td style={cell}>{job.printer.name}</td>
      <td style={cell}>
        <span className="code">{job.first}</span>
        {job.labels > 1 && ` +${job.labels - 1}`}
        {job.copies > 1 && ` × ${job.copies}`}
      </td>
      <td style={cell}>
        <span className={`chip ${tones[state]}`}>{stateWords().find(([name]) => name === state)?.[1]}</span>
        {state !== 'printed' && job.attempts > 0 && (
          <span className="small muted"> {told(words.attempt, { count: job.attempts })}</span>
        )}
        {problem && state !== 'printed' && <div className="small">{sayProblem(problem)}</div>}
      </td>
      <td style={cell}>{job.who}</td>
      <td style={cell}>
        <Instant at={job.createdAt} />
      </td>
      <td style={cell}>
        {job.reprintOf && <b>{words.reprintOf}: </b>}
        {job.reason}
      </td>
      <td style={cell}>
        <div className="row wrap">
          {isOpen && <Act word={words.retry} job={job} onClick={() => onAct(job, 'retry')} />}
          {isOpen && <Act word={words.giveUp} job={job} onClick={() => onAct(job, 'cancel')} />}
          {job.isKept && <Act word={words.again} job={job} onClick={() => onAgain(job)} />}
          {job.isKept && (
            <a className="small" href={contentOf(job)} target="_blank" rel="noreferrer">
              {words.open} <span className="visually-hidden">{job.number}</span>
            </a>
          )}
        </div>
      </td>
    </tr>
  )
}

function Act({ word, job, onClick }: { word: string; job: Job; onClick: () => void }) {
  return (
    <Button size="small" aria-label={`${word} ${job.number}`} onClick={onClick}>
      {word}
    </Button>
  )
}

/** The log keeps a problem with its facts, so that each reader has it in his language. */
function sayProblem({ code, message, facts }: NonNullable<Job['problem']>): string {
  const own = messages[document.documentElement.lang.slice(0, 2)]?.errors?.[code]
  return own === undefined ? message : told(own, facts)
}

function AgainDialog({ job, onClose, onDone }: { job: Job; onClose: () => void; onDone: () => void }) {
  const words = wordsOf()
  const titleId = useId()
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<unknown>()
  const [id] = useState(newId)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await call(`/labels/print-jobs/${job.id}/reprint`, {
        method: 'POST',
        body: { id, reason: reason.trim() },
      })
      onDone()
    } catch (error) {
      setRefusal(error)
    }
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <form onSubmit={(event) => void submit(event)}>
        <DialogTitle id={titleId}>{told(words.againTitle, { number: job.number })}</DialogTitle>
        <DialogContent>
          <div className="stack" style={{ paddingTop: 8 }}>
            <TextField
              label={words.reason}
              value={reason}
              required
              helperText={words.againHelp}
              onChange={({ target }) => setReason(target.value)}
              slotProps={{ htmlInput: { maxLength: 500 } }}
            />
            {refusal ? <Trouble error={refusal} /> : null}
          </div>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" variant="contained" disabled={reason.trim() === ''}>
            {words.again}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
