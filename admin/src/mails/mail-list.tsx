import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { lazy, useState } from 'react'
import { type RaRecord, useNotify, useRefresh } from 'react-admin'
import type { ListColumn } from '../lists/list-columns.tsx'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { Instant } from '../pieces/instant.tsx'
import { ChoiceFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { call } from '../providers/http-client.ts'
import { sentenceOfError } from '../providers/problem.ts'
import { useRights } from '../providers/rights.ts'
import { say, sayParts } from '../words/say.ts'

const PluginSettings = lazy(async () => {
  const { PluginSettings: Settings } = await import('../plugins/plugin-settings.tsx')
  return { default: Settings }
})

interface Mail extends RaRecord {
  readonly plugin: string
  readonly to: readonly string[]
  readonly subject: string
  readonly state: 'queued' | 'sent' | 'failed'
  readonly attempts: number
  readonly dueAt: string
  readonly lastError: string | null
  readonly createdAt: string
  readonly sentAt: string | null
}

const readAgainMs = 3_000
const looks = () =>
  ({
    queued: { word: say('waits'), tint: 'transit' },
    sent: { word: say('sent'), tint: 'available' },
    failed: { word: say('given up'), tint: 'damaged' },
  }) as const
const states = () => Object.entries(looks()).map(([id, { word }]) => ({ id, name: word }))

/** By which server mail leaves, a mail to try it with, and what became of each. Its text stays private. */
export default function MailList() {
  const { may, mayChange } = useRights()
  const [isTesting, setTesting] = useState(false)
  const canWrite = mayChange('host.mail.write')
  return (
    <div className="stack">
      <div className="stack">
        <ListPage
          title={say('Mail')}
          noun={say('mails')}
          sort={{ field: 'createdAt', order: 'DESC' }}
          perPage={25}
          readAgainMs={readAgainMs}
          actions={
            canWrite ? (
              <Button variant="contained" onClick={() => setTesting(true)}>
                {say('Send a test mail …')}
              </Button>
            ) : null
          }
          filters={<ChoiceFilter source="state" label={say('State')} choices={states()} />}
          empty={
            <>
              <b>{say('No mail was written yet.')}</b>
              <span>{say('What plugins send stands here, and what became of it.')}</span>
            </>
          }
          bulk={[
            {
              verb: say('Try again'),
              done: say('are tried again, with all their tries'),
              change: { act: 'retry' },
            },
          ]}
          nameOf={({ subject }: Mail) => subject}
          columns={columnsOf(canWrite)}
        />
      </div>
      {may('host.setting.read') ? <PluginSettings name="host" /> : null}
      {isTesting ? <TestDialog onClose={() => setTesting(false)} /> : null}
    </div>
  )
}

function columnsOf(canWrite: boolean): readonly ListColumn<Mail>[] {
  return [
    { source: 'createdAt', label: say('Written'), as: 'instantShort', canSort: true },
    { source: 'to', label: say('To'), draw: ({ to }) => to.join(', ') },
    { source: 'subject', label: say('Subject') },
    { source: 'plugin', label: say('By') },
    {
      source: 'state',
      label: say('State'),
      draw: ({ state }) => <span className={`chip ${looks()[state].tint}`}>{looks()[state].word}</span>,
    },
    { source: 'sentAt', label: say('What became of it'), draw: (mail) => <Fate mail={mail} /> },
    {
      source: 'id',
      label: say('To do'),
      draw: (mail) => (canWrite && mail.state !== 'sent' ? <RetryButton mail={mail} /> : null),
    },
  ]
}

function Fate({ mail: { sentAt, attempts, lastError, dueAt, state } }: { mail: Mail }) {
  if (sentAt !== null) return <Instant at={sentAt} length="short" />
  if (lastError === null) return <span className="muted">{say('not tried yet')}</span>
  return (
    <span className="small" style={{ overflowWrap: 'anywhere' }}>
      {lastError}{' '}
      <span className="muted">
        {say('1 try | {count} tries', { count: attempts })}
        {state === 'queued' ? (
          <>
            {', '}
            {sayParts('again {dueAt}', { dueAt: <Instant at={dueAt} length="short" /> })}
          </>
        ) : null}
      </span>
    </span>
  )
}

function RetryButton({ mail: { id, subject } }: { mail: Mail }) {
  const refresh = useRefresh()
  const notify = useNotify()
  const retry = () =>
    call(`/host/mails/${id}/retry`, { method: 'POST' })
      .then(() => notify(say('It is tried again at once, with all its tries.'), { type: 'success' }))
      .catch((error: unknown) => notify(sentenceOfError(error), { type: 'error' }))
      .finally(refresh)
  return (
    <Button size="small" aria-label={say('Try again: {subject}', { subject })} onClick={() => void retry()}>
      {say('Try again')}
    </Button>
  )
}

function TestDialog({ onClose }: { onClose: () => void }) {
  const [to, setTo] = useState('')
  const refresh = useRefresh()
  const notify = useNotify()
  const send = async () => {
    await call('/host/mails/test', { method: 'POST', body: { to: to.trim() } })
    notify(say('It leaves within seconds; what became of it stands in the list.'), { type: 'success' })
    refresh()
  }
  return (
    <AskDialog
      title={say('Send a test mail?')}
      verb={say('Send test mail')}
      isReady={to.includes('@')}
      onDo={send}
      onClose={onClose}
    >
      <TextField
        label={say('To')}
        type="email"
        required
        fullWidth
        autoFocus
        margin="none"
        value={to}
        onChange={(event) => setTo(event.target.value)}
        helperText={say('It goes by the server that is saved in the settings')}
      />
    </AskDialog>
  )
}
