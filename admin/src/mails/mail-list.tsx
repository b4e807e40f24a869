import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { lazy, useState } from 'react'
import { DataTable, type RaRecord, useNotify, useRefresh } from 'react-admin'
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
      <div>
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
        >
          <MailTable canWrite={canWrite} />
        </ListPage>
      </div>
      {may('host.setting.read') ? <PluginSettings name="host" /> : null}
      {isTesting ? <TestDialog onClose={() => setTesting(false)} /> : null}
    </div>
  )
}

function MailTable({ canWrite }: { canWrite: boolean }) {
  return (
    <DataTable<Mail> rowClick={false} bulkActionButtons={false}>
      <DataTable.Col<Mail>
        source="createdAt"
        label={say('Written')}
        render={({ createdAt }) => <Instant at={createdAt} length="short" />}
      />
      <DataTable.Col<Mail> label={say('To')} disableSort render={({ to }) => to.join(', ')} />
      <DataTable.Col<Mail> source="subject" label={say('Subject')} disableSort />
      <DataTable.Col<Mail> source="plugin" label={say('By')} disableSort />
      <DataTable.Col<Mail>
        label={say('State')}
        disableSort
        render={({ state }) => <span className={`chip ${looks()[state].tint}`}>{looks()[state].word}</span>}
      />
      <DataTable.Col<Mail>
        label={say('What became of it')}
        disableSort
        render={(mail) => <Fate mail={mail} />}
      />
      <DataTable.Col<Mail>
        label={say('To do')}
        disableSort
        render={(mail) => (canWrite && mail.state !== 'sent' ? <RetryButton mail={mail} /> : null)}
      />
    </DataTable>
  )
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
