import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../providers/http-client.ts'
import type { ListAnswer } from '../providers/list-query.ts'
import { useRights } from '../providers/rights.ts'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { Trouble } from './trouble.tsx'

interface Reference {
  readonly entity: string
  readonly id: string
  readonly system: string
  readonly externalId: string
}

interface Of {
  /** The kind of row, such as items.item. */
  readonly entity: string
  readonly id: string
}

const path = '/access/external-references'

/** What other systems call this row; people who may add to it do so here. */
export function ExternalReferences(of: Of) {
  const { may, mayChange } = useRights()
  if (!may('access.reference.read')) return null
  return <Panel {...of} canWrite={mayChange('access.reference.write')} />
}

function Panel({ entity, id, canWrite }: Of & { canWrite: boolean }) {
  const [refusal, setRefusal] = useState<unknown>()
  const { data, error, refetch } = useQuery({
    queryKey: ['external-references', entity, id],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ entity, id, limit: '200' })
      return call<ListAnswer<Reference>>(`${path}?${query}`, { signal })
    },
  })
  /** @returns whether it was done */
  const ask = async (work: Promise<unknown>) => {
    setRefusal(undefined)
    try {
      await work
      await refetch()
      return true
    } catch (said) {
      setRefusal(said)
      return false
    }
  }
  if (error) return <Trouble error={error} what={say('References')} onRetry={() => void refetch()} />
  if (!data) return <Waiting rows={2} />
  const remove = ({ system, externalId }: Reference) => {
    const query = new URLSearchParams({ entity, id, system, externalId })
    return ask(call(`${path}?${query}`, { method: 'DELETE' }))
  }
  return (
    <section className="card" aria-label={say('References')}>
      <header>
        <h2>{say('In other systems')}</h2>
      </header>
      {data.data.length === 0 ? (
        <p className="pad muted small" style={{ margin: 0 }}>
          {say('No other system’s name is known.')}
        </p>
      ) : null}
      {data.data.length > 0 ? (
        <ReferencesTable references={data.data} {...(canWrite ? { onRemove: remove } : {})} />
      ) : null}
      {refusal ? (
        <div className="pad">
          <Trouble error={refusal} />
        </div>
      ) : null}
      {canWrite ? (
        <NewReference onPut={(words) => ask(call(path, { method: 'PUT', body: { entity, id, ...words } }))} />
      ) : null}
    </section>
  )
}

interface ReferencesTableProps {
  readonly references: readonly Reference[]
  readonly onRemove?: (reference: Reference) => void
}

function ReferencesTable({ references, onRemove }: ReferencesTableProps) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{say('System')}</th>
          <th>{say('Its name there')}</th>
          {onRemove ? (
            <th>
              <span className="sr-only">{say('Action')}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {references.map((reference) => (
          <tr key={`${reference.system} ${reference.externalId}`}>
            <td>{reference.system}</td>
            <td className="code">{reference.externalId}</td>
            {onRemove ? (
              <td className="num">
                <IconButton
                  size="small"
                  aria-label={say('Take {externalId} in {system} away', {
                    externalId: reference.externalId,
                    system: reference.system,
                  })}
                  onClick={() => onRemove(reference)}
                >
                  <IconX className="icon s" />
                </IconButton>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface NewReferenceProps {
  readonly onPut: (words: { system: string; externalId: string }) => Promise<boolean>
}

function NewReference({ onPut }: NewReferenceProps) {
  const [system, setSystem] = useState('')
  const [externalId, setExternalId] = useState('')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await onPut({ system: system.trim(), externalId: externalId.trim() })) setExternalId('')
  }
  return (
    <form className="pad row wrap" style={{ gap: 8 }} onSubmit={(event) => void submit(event)}>
      <TextField
        margin="none"
        placeholder={say('shopify')}
        value={system}
        onChange={(event) => setSystem(event.target.value.toLowerCase())}
        sx={{ flex: '1 1 110px' }}
        slotProps={{ htmlInput: { 'aria-label': say('System'), maxLength: 40 } }}
      />
      <TextField
        margin="none"
        placeholder={say('Its name there')}
        value={externalId}
        onChange={(event) => setExternalId(event.target.value)}
        sx={{ flex: '2 1 140px' }}
        slotProps={{ htmlInput: { 'aria-label': say('Its name there'), maxLength: 200 } }}
      />
      <Button type="submit" disabled={system.trim() === '' || externalId.trim() === ''}>
        {say('Add')}
      </Button>
    </form>
  )
}
