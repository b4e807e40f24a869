import Button from '@mui/material/Button'
import { useState } from 'react'
import { type RaRecord, ReferenceField, useRefresh } from 'react-admin'
import type { ListColumn } from '../lists/list-columns.tsx'
import { AskDialog } from '../pieces/ask-dialog.tsx'
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
  const create = <NewButton resource="devices" word={say('New device')} />
  return (
    <ListPage
      title={say('Devices')}
      noun={say('devices')}
      sort={{ field: 'name', order: 'ASC' }}
      actions={create}
      empty={
        <>
          <b>{say('No devices yet.')}</b>
          <span>
            {say('A scanner or tablet is registered once; people then log in on it by badge or PIN.')}
          </span>
          {create}
        </>
      }
      filters={
        <>
          <SearchFilter placeholder={say('Name')} />
          <PickFilter source="site" label={say('Site')} of={anySite} />
        </>
      }
      rowClick={(_id, _resource, row) => (row.revokedAt ? false : 'edit')}
      bulk={[{ verb: say('Revoke for good'), done: say('are revoked'), change: { act: 'revoke' } }]}
      columns={columns()}
    />
  )
}

const columns = (): readonly ListColumn<Device>[] => [
  { source: 'name', label: say('Name'), as: 'strong', canSort: true },
  {
    source: 'site',
    label: say('Site'),
    draw: () => <ReferenceField source="site" reference="sites" link={false} />,
  },
  {
    source: 'asksPin',
    label: say('Log-in'),
    draw: ({ asksPin }) => (asksPin ? say('badge and PIN') : say('badge, or PIN')),
  },
  { source: 'lastSeenAt', label: say('Last seen'), as: 'instant' },
  { source: 'createdAt', label: say('Registered'), as: 'instant', canSort: true },
  { source: 'revokedAt', label: say('State'), draw: (device) => <State device={device} /> },
]

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
          isFinal
          onDo={revoke}
          onClose={() => setAsking(false)}
        >
          {say('Whoever is logged in on it is logged out, and nobody logs in on it again.')}
        </AskDialog>
      ) : null}
    </div>
  )
}
