import Button from '@mui/material/Button'
import { useState } from 'react'
import { useCanAccess, useNotify, useRefresh } from 'react-admin'
import type { ListColumn } from '../lists/list-columns.tsx'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { call } from '../providers/http-client.ts'
import { say } from '../words/say.ts'
import type { Target } from './target.ts'

/** Hosts that plugins may call beside public ones. Public addresses by https need no row. */
export default function TargetList() {
  const { canAccess: canWrite = false } = useCanAccess({ resource: 'allowed-targets', action: 'create' })
  const [removing, setRemoving] = useState<Target>()
  return (
    <>
      <ListPage
        title={say('Allowed targets')}
        noun={say('targets')}
        sort={{ field: 'host', order: 'ASC' }}
        actions={<NewButton resource="allowed-targets" word={say('Allow a target')} />}
        filters={<SearchFilter placeholder={say('Host or note')} />}
        empty={
          <>
            <b>{say('Plugins may call public addresses by https alone.')}</b>
            <span>
              {say(
                'An ERP in your own network, or a printer by plain http, is called once it is allowed here.',
              )}
            </span>
          </>
        }
        rowClick={canWrite ? 'edit' : false}
        columns={columnsOf({ canWrite, onRemove: setRemoving })}
      />
      {removing ? <RemoveDialog target={removing} onClose={() => setRemoving(undefined)} /> : null}
    </>
  )
}

interface TargetColumns {
  readonly canWrite: boolean
  readonly onRemove: (target: Target) => void
}

function columnsOf({ canWrite, onRemove }: TargetColumns): readonly ListColumn<Target>[] {
  return [
    { source: 'host', label: say('Host'), as: 'code', canSort: true },
    {
      source: 'port',
      label: say('Port'),
      draw: ({ port }) => port ?? <span className="muted">{say('any')}</span>,
    },
    {
      source: 'plainHttp',
      label: say('Plain http'),
      draw: ({ plainHttp }) =>
        plainHttp ? say('yes') : <span className="muted">{say('no, https alone')}</span>,
    },
    { source: 'note', label: say('Note') },
    {
      source: 'id',
      label: say('To do'),
      draw: (target) => (canWrite ? <RemoveTarget target={target} onRemove={onRemove} /> : null),
    },
  ]
}

function RemoveTarget({ target, onRemove }: { target: Target; onRemove: TargetColumns['onRemove'] }) {
  return (
    <Button
      size="small"
      color="error"
      aria-label={say('Allow no longer: {host}', { host: target.host })}
      onClick={(event) => {
        event.stopPropagation()
        onRemove(target)
      }}
    >
      {say('Allow no longer')}
    </Button>
  )
}

function RemoveDialog({ target: { id, host }, onClose }: { target: Target; onClose: () => void }) {
  const refresh = useRefresh()
  const notify = useNotify()
  const remove = async () => {
    await call(`/host/allowed-targets/${id}`, { method: 'DELETE' })
    notify(say('{host} is called no more.', { host }))
    refresh()
  }
  return (
    <AskDialog
      title={say('Allow {host} no longer?', { host })}
      verb={say('Allow no longer')}
      onDo={remove}
      onClose={onClose}
    >
      <span>{say('What plugins send there is refused from now on.')}</span>
    </AskDialog>
  )
}
