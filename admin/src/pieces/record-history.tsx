import { useQuery } from '@tanstack/react-query'
import { usePermissions } from 'react-admin'
import { call } from '../providers/http-client.ts'
import type { ListAnswer } from '../providers/list-query.ts'
import { isAllowed } from '../providers/rights.ts'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { actionWord, fieldWord } from './change-words.ts'
import { formatFigure } from './format.ts'
import { Instant } from './instant.tsx'
import './record.css'
import { Trouble } from './trouble.tsx'

interface Change {
  readonly id: string
  readonly at: string
  readonly actorName: string | null
  readonly action: string
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
  readonly reason: string | null
}

const shown = 12
/** Fields that follow from others, or say nothing to people. */
const silent = new Set(['id', 'path', 'version', 'createdAt', 'updatedAt', 'site', 'parent'])

/** What became of a row: newest first, what it was struck out beside what it is, by whom and when. */
export function RecordHistory({ id, version }: { id: string; version?: number | undefined }) {
  const { permissions = [] } = usePermissions<readonly string[]>()
  if (!isAllowed(permissions, 'access.audit.read')) return null
  return <Changes id={id} version={version} />
}

function Changes({ id, version }: { id: string; version: number | undefined }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['audit', 'of', id, version],
    queryFn: ({ signal }) =>
      call<ListAnswer<Change>>(`/access/audit?entityId=${id}&sort=-at&limit=${shown}`, { signal }),
  })
  return (
    <aside className="card pad history" aria-label={say('History')}>
      <h2 style={{ font: 'var(--type-section)', margin: 0 }}>{say('History')}</h2>
      {error ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Waiting rows={3} /> : null}
      {data?.data.length === 0 ? <p className="muted">{say('Nothing was changed yet.')}</p> : null}
      {data && data.data.length > 0 ? (
        <ol>
          {data.data.map((change) => (
            <ChangeRow key={change.id} change={change} />
          ))}
        </ol>
      ) : null}
    </aside>
  )
}

function ChangeRow({ change }: { change: Change }) {
  const { action, before, after, actorName, at, reason } = change
  const fields =
    action === 'create' ? [] : Object.keys({ ...before, ...after }).filter((field) => !silent.has(field))
  const word = actionWord(action)
  return (
    <li>
      {fields.length === 0 ? <b>{word}</b> : null}
      {fields.map((field) => (
        <b key={field}>
          {fieldWord(field)} <Value of={before?.[field]} isOld /> <Value of={after?.[field]} />
        </b>
      ))}
      {reason ? <div>{reason}</div> : null}
      <span className="muted">
        {actorName ?? say('unknown')}, <Instant at={at} length="short" />
      </span>
    </li>
  )
}

function Value({ of, isOld = false }: { of: unknown; isOld?: boolean }) {
  if (of === null || of === undefined || of === '') return null
  const text = typeof of === 'number' ? formatFigure(of) : typeof of === 'string' ? of : JSON.stringify(of)
  return isOld ? (
    <>
      <del>{text}</del> <span className="sr-only">→</span>
    </>
  ) : (
    <span>{text}</span>
  )
}
