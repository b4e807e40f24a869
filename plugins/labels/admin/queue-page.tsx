import { Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import {
  type BulkAction,
  ChoiceFilter,
  call,
  InstantFilter,
  isAllowed,
  type ListColumn,
  ListPage,
  newId,
  PickFilter,
  sentenceOfError,
  Trouble,
} from '@stowage/admin'
import { type FormEvent, useId, useState } from 'react'
import { useNotify, usePermissions, useRefresh } from 'react-admin'
import { messages } from '../messages.ts'
import { contentOf, type Job } from './send.ts'
import { told, wordsOf } from './words.ts'

const tones: Readonly<Record<Job['state'], string>> = {
  waiting: 'hold',
  printing: 'transit',
  printed: 'available',
  failed: 'damaged',
  cancelled: 'neutral',
}
const readAgainMs = 4000
const anyPrinter = { resource: 'x/labels/printer', code: 'name' }

/** The queues of all printers and the log of what they printed: who, when, what, why. */
export function QueuePage() {
  const words = wordsOf()
  const [again, setAgain] = useState<Job>()
  const refresh = useRefresh()
  const { permissions } = usePermissions<string[]>()
  const may = (needed: string) => isAllowed(permissions ?? [], needed)
  const columns = [...columnsOf(), actsOf({ onAgain: setAgain, may })]
  return (
    <>
      <ListPage
        title={words.queueTitle}
        noun={words.queueNoun}
        sort={{ field: 'number', order: 'DESC' }}
        readAgainMs={readAgainMs}
        filters={
          <>
            <ChoiceFilter source="state" label={words.state} choices={stateWords()} />
            {may('labels.printer.read') && (
              <PickFilter source="printer" label={words.printer} of={anyPrinter} />
            )}
            <InstantFilter source="createdAt.gte" label={words.from} />
            <InstantFilter source="createdAt.lt" label={words.before} />
          </>
        }
        empty={<b>{words.noneYet}</b>}
        bulk={actsOnMany()}
        nameOf={({ number }: Job) => String(number)}
        columns={columns}
      />
      {again && (
        <AgainDialog
          job={again}
          onClose={() => setAgain(undefined)}
          onDone={() => {
            setAgain(undefined)
            refresh()
          }}
        />
      )}
    </>
  )
}

function stateWords(): readonly { readonly id: Job['state']; readonly name: string }[] {
  const { waiting, printing, printedState, failed, cancelled } = wordsOf()
  return [
    { id: 'waiting', name: waiting },
    { id: 'printing', name: printing },
    { id: 'printed', name: printedState },
    { id: 'failed', name: failed },
    { id: 'cancelled', name: cancelled },
  ]
}

function columnsOf(): readonly ListColumn<Job>[] {
  const words = wordsOf()
  return [
    { source: 'number', label: words.number, canSort: true, draw: ({ number }) => number },
    { source: 'printer.name', label: words.printer, draw: ({ printer }) => printer.name },
    { source: 'labels', label: words.labels, draw: whatIsPrinted },
    { source: 'state', label: words.state, draw: (job) => <Standing job={job} /> },
    { source: 'who', label: words.who },
    { source: 'createdAt', label: words.when, as: 'instant', canSort: true },
    {
      source: 'reason',
      label: words.why,
      draw: ({ reprintOf, reason }) => (
        <>
          {reprintOf && <b>{words.reprintOf}: </b>}
          {reason}
        </>
      ),
    },
  ]
}

function whatIsPrinted({ first, labels, copies }: Job) {
  return (
    <>
      <span className="code">{first}</span>
      {labels > 1 && ` +${labels - 1}`}
      {copies > 1 && ` × ${copies}`}
    </>
  )
}

function Standing({ job: { state, attempts, problem } }: { readonly job: Job }) {
  return (
    <>
      <span className={`chip ${tones[state]}`}>{stateWords().find(({ id }) => id === state)?.name}</span>
      {state !== 'printed' && attempts > 0 && (
        <span className="small muted"> {told(wordsOf().attempt, { count: attempts })}</span>
      )}
      {problem && state !== 'printed' && <div className="small">{sayProblem(problem)}</div>}
    </>
  )
}

interface Acts {
  readonly onAgain: (job: Job) => void
  readonly may: (needed: string) => boolean
}

function actsOf({ onAgain, may }: Acts): ListColumn<Job> {
  const words = wordsOf()
  return {
    source: 'id',
    label: words.acts,
    isActs: true,
    draw: (job) => (
      <div className="row wrap">
        {may('labels.job.write') && <QueueActs job={job} />}
        {job.isKept && may('labels.label.print') && (
          <Act word={words.again} job={job} onClick={() => onAgain(job)} />
        )}
        {job.isKept && (
          <a className="small" href={contentOf(job)} target="_blank" rel="noreferrer">
            {words.open} <span className="sr-only">{job.number}</span>
          </a>
        )}
      </div>
    ),
  }
}

/** What can be done with a job that waits or failed. */
function QueueActs({ job }: { readonly job: Job }) {
  const words = wordsOf()
  const refresh = useRefresh()
  const notify = useNotify()
  if (job.state !== 'waiting' && job.state !== 'failed') return null
  const act = (what: 'retry' | 'cancel') =>
    call(`/labels/print-jobs/${job.id}/${what}`, { method: 'POST' })
      .catch((error: unknown) => notify(sentenceOfError(error), { type: 'error' }))
      .finally(refresh)
  return (
    <>
      <Act word={words.retry} job={job} onClick={() => void act('retry')} />
      <Act word={words.giveUp} job={job} onClick={() => void act('cancel')} />
    </>
  )
}

function actsOnMany(): readonly BulkAction[] {
  const words = wordsOf()
  const right = 'labels.job.write'
  return [
    { verb: words.retry, done: words.areRetried, change: { act: 'retry' }, right },
    { verb: words.giveUp, done: words.areGivenUp, change: { act: 'cancel' }, right },
  ]
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
