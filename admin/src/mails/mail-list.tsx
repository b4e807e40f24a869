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
const looks = {
  queued: { word: 'waits', tint: 'transit' },
  sent: { word: 'sent', tint: 'available' },
  failed: { word: 'given up', tint: 'damaged' },
} as const
const states = Object.entries(looks).map(([id, { word }]) => ({ id, name: word }))

/** By which server mail leaves, a mail to try it with, and what became of each. Its text stays private. */
export default function MailList() {
  const { may, mayChange } = useRights()
  const [isTesting, setTesting] = useState(false)
  const canWrite = mayChange('host.mail.write')
  return (
    <div className="stack">
      <div>
        <ListPage
          title="Mail"
          noun="mails"
          sort={{ field: 'createdAt', order: 'DESC' }}
          perPage={25}
          readAgainMs={readAgainMs}
          actions={
            canWrite ? (
              <Button variant="contained" onClick={() => setTesting(true)}>
                Send a test mail …
              </Button>
            ) : null
          }
          filters={<ChoiceFilter source="state" label="State" choices={states} />}
          empty={
            <>
              <b>No mail was written yet.</b>
              <span>What plugins send stands here, and what became of it.</span>
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
        label="Written"
        render={({ createdAt }) => <Instant at={createdAt} length="short" />}
      />
      <DataTable.Col<Mail> label="To" disableSort render={({ to }) => to.join(', ')} />
      <DataTable.Col<Mail> source="subject" label="Subject" disableSort />
      <DataTable.Col<Mail> source="plugin" label="By" disableSort />
      <DataTable.Col<Mail>
        label="State"
        disableSort
        render={({ state }) => <span className={`chip ${looks[state].tint}`}>{looks[state].word}</span>}
      />
      <DataTable.Col<Mail> label="What became of it" disableSort render={(mail) => <Fate mail={mail} />} />
      <DataTable.Col<Mail>
        label="To do"
        disableSort
        render={(mail) => (canWrite && mail.state !== 'sent' ? <RetryButton mail={mail} /> : null)}
      />
    </DataTable>
  )
}

function Fate({ mail: { sentAt, attempts, lastError, dueAt, state } }: { mail: Mail }) {
  if (sentAt !== null) return <Instant at={sentAt} length="short" />
  if (lastError === null) return <span className="muted">not tried yet</span>
  return (
    <span className="small" style={{ overflowWrap: 'anywhere' }}>
      {lastError}{' '}
      <span className="muted">
        {attempts} {attempts === 1 ? 'try' : 'tries'}
        {state === 'queued' ? (
          <>
            , again <Instant at={dueAt} length="short" />
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
      .then(() => notify('It is tried again at once, with all its tries.', { type: 'success' }))
      .catch((error: unknown) => notify(sentenceOfError(error), { type: 'error' }))
      .finally(refresh)
  return (
    <Button size="small" aria-label={`Try again: ${subject}`} onClick={() => void retry()}>
      Try again
    </Button>
  )
}

function TestDialog({ onClose }: { onClose: () => void }) {
  const [to, setTo] = useState('')
  const refresh = useRefresh()
  const notify = useNotify()
  const send = async () => {
    await call('/host/mails/test', { method: 'POST', body: { to: to.trim() } })
    notify('It leaves within seconds; what became of it stands in the list.', { type: 'success' })
    refresh()
  }
  return (
    <AskDialog
      title="Send a test mail?"
      verb="Send test mail"
      isReady={to.includes('@')}
      onDo={send}
      onClose={onClose}
    >
      <TextField
        label="To"
        type="email"
        required
        fullWidth
        autoFocus
        margin="none"
        value={to}
        onChange={(event) => setTo(event.target.value)}
        helperText="It goes by the server that is saved in the settings"
      />
    </AskDialog>
  )
}
