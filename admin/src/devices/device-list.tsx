import Button from '@mui/material/Button'
import { useState } from 'react'
import { DataTable, type RaRecord, useRefresh } from 'react-admin'
import { useExtensionColumns } from '../extensions/extension-columns.tsx'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { Instant } from '../pieces/instant.tsx'
import { PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { anySite } from '../pieces/pickables.ts'
import { call } from '../providers/http-client.ts'
import { say } from '../words/say.ts'

interface Device extends RaRecord {
  readonly name: string
  readonly asksPin: boolean
  readonly lastSeenAt: string | null
  readonly revokedAt: string | null
  readonly createdAt: string
}

/** The scanners and terminals on which people of the floor log in by badge or PIN. */
export default function DeviceList() {
  const kept = useExtensionColumns()
  return (
    <ListPage
      title={say('Devices')}
      noun={say('devices')}
      sort={{ field: 'name', order: 'ASC' }}
      actions={<NewButton resource="devices" word={say('New device')} />}
      filters={
        <>
          <SearchFilter placeholder={say('Name')} />
          <PickFilter source="site" label={say('Site')} of={anySite} />
        </>
      }
    >
      <DataTable<Device>
        rowClick={(_id, _resource, row) => (row.revokedAt ? false : 'edit')}
        bulkActionButtons={false}
      >
        <DataTable.Col<Device>
          source="name"
          label={say('Name')}
          render={(row) => <span className="strong">{row.name}</span>}
        />
        <DataTable.Col<Device>
          label={say('Log-in')}
          disableSort
          render={(row) => (row.asksPin ? say('badge and PIN') : say('badge, or PIN'))}
        />
        <DataTable.Col<Device>
          label={say('Last seen')}
          disableSort
          render={(row) => <Instant at={row.lastSeenAt} />}
        />
        <DataTable.Col<Device>
          source="createdAt"
          label={say('Registered')}
          render={(row) => <Instant at={row.createdAt} />}
        />
        <DataTable.Col<Device> label={say('State')} disableSort render={(row) => <State device={row} />} />
        {kept}
      </DataTable>
    </ListPage>
  )
}

function State({ device: { id, name, revokedAt } }: { device: Device }) {
  const [isAsking, setAsking] = useState(false)
  const refresh = useRefresh()
  if (revokedAt !== null) return <span className="muted">{say('revoked')}</span>
  const revoke = async () => {
    await call(`/access/devices/${id}`, { method: 'DELETE' })
    refresh()
  }
  return (
    // biome-ignore lint/a11y: the row leads to the form, and what is pressed here does not
    <div onClick={(event) => event.stopPropagation()}>
      <Button
        size="small"
        color="error"
        onClick={() => setAsking(true)}
        aria-label={say('Revoke {name}', { name })}
      >
        {say('Revoke …')}
      </Button>
      {isAsking ? (
        <AskDialog
          title={say('Revoke {name}?', { name })}
          verb={say('Revoke for good')}
          onDo={revoke}
          onClose={() => setAsking(false)}
        >
          {say('Whoever is logged in on it is logged out, and nobody logs in on it again.')}
        </AskDialog>
      ) : null}
    </div>
  )
}
