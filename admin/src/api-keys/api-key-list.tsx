import Button from '@mui/material/Button'
import { useState } from 'react'
import { DataTable, useDelete, useNotify, useRefresh } from 'react-admin'
import { useExtensionColumns } from '../extensions/extension-columns.tsx'
import { Instant } from '../pieces/instant.tsx'
import { SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { sentenceOfError } from '../providers/problem.ts'
import { useRights } from '../providers/rights.ts'
import { rightsOfPerson } from '../users/roles-input.tsx'
import { say } from '../words/say.ts'

/** How machines log in. */
export default function ApiKeyList() {
  const kept = useExtensionColumns()
  return (
    <ListPage
      title={say('API keys')}
      noun={say('keys')}
      sort={{ field: 'createdAt', order: 'DESC' }}
      actions={<NewButton resource="api-keys" word={say('New key')} />}
      filters={<SearchFilter placeholder={say('Name')} />}
    >
      <DataTable
        rowClick={(_id, _resource, row) => (row.revokedAt ? false : 'edit')}
        bulkActionButtons={false}
      >
        <DataTable.Col
          source="name"
          label={say('Name')}
          render={(row) => <span className="strong">{row.name}</span>}
        />
        <DataTable.Col label={say('May do')} disableSort render={(row) => rightsOfPerson(row)} />
        <DataTable.Col
          source="createdAt"
          label={say('Created')}
          render={(row) => <Instant at={row.createdAt} />}
        />
        <DataTable.Col
          source="lastUsedAt"
          label={say('Last used')}
          render={(row) => <Instant at={row.lastUsedAt} />}
        />
        <DataTable.Col
          source="expiresAt"
          label={say('Expires')}
          render={(row) => <Instant at={row.expiresAt} />}
        />
        <DataTable.Col
          label={say('State')}
          disableSort
          render={(row) =>
            row.revokedAt ? (
              <span className="muted">{say('revoked')}</span>
            ) : (
              // biome-ignore lint/a11y: the row leads to the form, and what is pressed here does not
              <div onClick={(event) => event.stopPropagation()}>
                <Revoke id={String(row.id)} name={row.name} />
              </div>
            )
          }
        />
        {kept}
      </DataTable>
    </ListPage>
  )
}

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
