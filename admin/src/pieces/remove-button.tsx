import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import { IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type RaRecord,
  useDataProvider,
  useNotify,
  useRecordContext,
  useRefresh,
  useResourceContext,
} from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { say } from '../words/say.ts'
import { AskDialog } from './ask-dialog.tsx'

interface RemoveButtonProps {
  /** What it is called in the question. */
  readonly name: string
  /** The list to go back to. */
  readonly to: string
}

/** Removes the row of this page for good, at the version that was read, after asking once more. */
export function RemoveButton({ name, to }: RemoveButtonProps) {
  const [isAsking, setAsking] = useState(false)
  const record = useRecordContext()
  const navigate = useNavigate()
  if (!record) return null
  return (
    <>
      <Button
        type="button"
        color="error"
        startIcon={<IconTrash className="icon s" />}
        onClick={() => setAsking(true)}
      >
        {say('Remove')}
      </Button>
      {isAsking ? (
        <RemoveDialog
          record={record}
          name={name}
          onDone={() => navigate(to)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}

/** The same in a row of a list. */
export function RemoveIcon({ record, name }: { readonly record: RaRecord; readonly name: string }) {
  const [isAsking, setAsking] = useState(false)
  return (
    // What is pressed here does not open the row.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only stops what its own buttons were pressed for
    <span onClick={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()}>
      <IconButton
        size="small"
        aria-label={say('Remove {name}', { name })}
        title={say('Remove')}
        onClick={() => setAsking(true)}
      >
        <IconTrash className="icon s" />
      </IconButton>
      {isAsking ? <RemoveDialog record={record} name={name} onClose={() => setAsking(false)} /> : null}
    </span>
  )
}

interface RemoveDialogProps {
  readonly record: RaRecord
  readonly name: string
  readonly onDone?: () => void
  readonly onClose: () => void
}

function RemoveDialog({ record, name, onDone, onClose }: RemoveDialogProps) {
  const resource = useResourceContext()!
  const dataProvider = useDataProvider()
  const notify = useNotify()
  const refresh = useRefresh()
  const queries = useQueryClient()
  const remove = async () => {
    await dataProvider.delete(resource, { id: record.id, previousData: record })
    // Lists that were read before would show it once more, until they are read again.
    queries.removeQueries({ queryKey: [resource, 'getList'], type: 'inactive' })
    notify(say('{name} is removed.', { name }), { type: 'success' })
    onDone?.()
    refresh()
  }
  return (
    <AskDialog
      title={say('Remove {name}?', { name })}
      verb={say('Remove for good')}
      isFinal
      onDo={remove}
      onClose={onClose}
    >
      {say('It is gone from the lists; who removed it stands in the audit.')}
    </AskDialog>
  )
}
