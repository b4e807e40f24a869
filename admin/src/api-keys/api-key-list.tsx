import Button from '@mui/material/Button'
import { useState } from 'react'
import { useDelete, useNotify, useRefresh } from 'react-admin'
import type { ListColumn } from '../lists/list-columns.tsx'
import { SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { sentenceOfError } from '../providers/problem.ts'
import { useRights } from '../providers/rights.ts'
import { type HasRights, rightsOfPerson } from '../users/roles-input.tsx'
import { say } from '../words/say.ts'

/** How machines log in. */
export default function ApiKeyList() {
  const create = <NewButton resource="api-keys" word={say('New key')} />
  return (
    <ListPage
      title={say('API keys')}
      noun={say('keys')}
      sort={{ field: 'createdAt', order: 'DESC' }}
      actions={create}
      empty={
        <>
          <b>{say('No keys yet.')}</b>
          <span>{say('Another system calls Stowage by a key, and may do what is ticked on it alone.')}</span>
          {create}
        </>
      }
      filters={<SearchFilter placeholder={say('Name')} />}
      rowClick={(_id, _resource, row) => (row.revokedAt ? false : 'edit')}
      bulk={[{ verb: say('Revoke for good'), done: say('are revoked'), change: { act: 'revoke' } }]}
      columns={columns()}
    />
  )
}

interface ApiKey extends HasRights {
  readonly id: string
  readonly name: string
  readonly revokedAt: string | null
}

const columns = (): readonly ListColumn<ApiKey>[] => [
  { source: 'name', label: say('Name'), as: 'strong', canSort: true },
  { source: 'permissions', label: say('May do'), draw: rightsOfPerson },
  { source: 'createdAt', label: say('Created'), as: 'instant', canSort: true },
  { source: 'lastUsedAt', label: say('Last used'), as: 'instant', canSort: true },
  { source: 'expiresAt', label: say('Expires'), as: 'instant', canSort: true },
  {
    source: 'revokedAt',
    label: say('State'),
    draw: ({ id, name, revokedAt }) =>
      revokedAt ? (
        <span className="muted">{say('revoked')}</span>
      ) : (
        // biome-ignore lint/a11y: the row leads to the form, and what is pressed here does not
        <div onClick={(event) => event.stopPropagation()}>
          <Revoke id={id} name={name} />
        </div>
      ),
  },
]

/** Asks once more in its own place: a revoked key never works again. */
function Revoke({ id, name }: { id: string; name: string }) {
  const [isAsking, setAsking] = useState(false)
  const [remove, { isPending }] = useDelete()
  const notify = useNotify()
  const refresh = useRefresh()
  const { mayChange } = useRights()
  if (!mayChange('access.key.manage')) return null
  if (!isAsking) {
    return (
      <Button
        size="small"
        color="error"
        onClick={() => setAsking(true)}
        aria-label={say('Revoke {name}', { name })}
      >
        {say('Revoke')}
      </Button>
    )
  }
  const revoke = () =>
    remove(
      'api-keys',
      { id },
      {
        onSuccess: () => {
          notify(say('{name} is revoked: whatever uses it is locked out.', { name }), { type: 'success' })
          refresh()
        },
        onError: (error) => notify(sentenceOfError(error), { type: 'error' }),
      },
    )
  return (
    <Button size="small" color="error" variant="contained" disabled={isPending} onClick={revoke}>
      {say('Revoke for good')}
    </Button>
  )
}
