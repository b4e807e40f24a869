import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { call } from '../providers/http-client.ts'
import { sentenceOfError } from '../providers/problem.ts'
import { say } from '../words/say.ts'
import { type Import, useImportCommands } from './import.ts'

interface Saved {
  readonly id: string
  readonly importable: string
  readonly name: string
}

/** Mappings that one keeps for files that look alike. */
export function SavedMappings({ record }: { record: Import }) {
  const notify = useNotify()
  const [isAsking, setAsking] = useState(false)
  const { send } = useImportCommands(record)
  const { data, refetch } = useQuery({
    queryKey: ['import-mappings'],
    queryFn: ({ signal }) => call<{ data: Saved[] }>('/imports/mappings/saved', { signal }),
  })
  const mine = (data?.data ?? []).filter(({ importable }) => importable === record.importable)
  const apply = (mapping: string) =>
    void send('apply-mapping', { mapping }).catch((error) =>
      notify(sentenceOfError(error), { type: 'error' }),
    )
  return (
    <div className="row wrap push">
      {mine.length > 0 ? (
        <TextField
          select
          margin="none"
          size="small"
          value=""
          onChange={(event) => apply(event.target.value)}
          slotProps={{
            select: { displayEmpty: true, inputProps: { 'aria-label': say('Mapping') } },
          }}
        >
          <MenuItem value="" disabled>
            {say('Mapping')}
          </MenuItem>
          {mine.map((one) => (
            <MenuItem key={one.id} value={one.id}>
              {one.name}
            </MenuItem>
          ))}
        </TextField>
      ) : null}
      <Button size="small" onClick={() => setAsking(true)}>
        {say('Keep this mapping …')}
      </Button>
      {isAsking ? <KeepDialog id={record.id} onKept={refetch} onClose={() => setAsking(false)} /> : null}
    </div>
  )
}

interface KeepDialogProps {
  readonly id: string
  readonly onKept: () => Promise<unknown>
  readonly onClose: () => void
}

function KeepDialog({ id, onKept, onClose }: KeepDialogProps) {
  const [name, setName] = useState('')
  const keep = async () => {
    await call(`/imports/${id}/save-mapping`, { method: 'POST', body: { name } })
    await onKept()
  }
  return (
    <AskDialog
      title={say('Keep how this file is mapped')}
      verb={say('Keep')}
      isReady={name.trim() !== ''}
      onDo={keep}
      onClose={onClose}
    >
      <TextField
        label={say('Name')}
        required
        autoFocus
        fullWidth
        margin="none"
        value={name}
        onChange={(event) => setName(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 80 } }}
      />
    </AskDialog>
  )
}
