import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { formatFigure } from '../pieces/format.ts'
import { call } from '../providers/http-client.ts'
import { say, sayParts } from '../words/say.ts'
import type { Plugin } from './plugin.ts'

/** Where the files stand that were made of a removed plugin's tables. */
export interface RemovedPlugin {
  readonly folder: string
  readonly tables: readonly { readonly name: string; readonly rows: number }[]
}

interface RemoveDialogProps {
  readonly plugin: Plugin
  readonly onRemoved: (removed: RemovedPlugin) => void
  readonly onClose: () => void
}

/** Removes all that a plugin kept, once its name was typed. */
export function RemoveDialog({ plugin, onRemoved, onClose }: RemoveDialogProps) {
  const [typed, setTyped] = useState('')
  const remove = () =>
    call<RemovedPlugin>(`/host/plugins/${plugin.name}`, { method: 'DELETE' }).then(onRemoved)
  return (
    <AskDialog
      title={say('Remove {title} and all that it kept?', { title: plugin.title })}
      verb={say('Remove for good')}
      isFinal
      isReady={typed.trim() === plugin.name}
      onDo={remove}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>
        {say(
          'Its tables, its fields on other things and its settings go. All of it is first written into ' +
            'CSV files on the server; without those, nothing is removed. Stock and movements stay as ' +
            'they are.',
        )}
      </p>
      <TextField
        label={say('Type {name} to confirm', { name: plugin.name })}
        required
        fullWidth
        autoFocus
        margin="none"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        slotProps={{ htmlInput: { autoComplete: 'off', spellCheck: false } }}
      />
    </AskDialog>
  )
}

/** Tells where what a removed plugin kept stands now. */
export function RemovedNote({ removed: { folder, tables } }: { removed: RemovedPlugin }) {
  const kept = tables.filter(({ rows }) => rows > 0)
  const rows = kept.reduce((sum, table) => sum + table.rows, 0)
  return (
    <div className="note" role="status">
      <div>
        <b>{say('It is removed.')}</b>{' '}
        {sayParts(
          'What it kept ({count} row) stands on the server in {folder}. | What it kept ({count} rows) ' +
            'stands on the server in {folder}.',
          { count: rows, folder: <span className="code">{folder}</span> },
        )}
        {kept.length > 0
          ? ` ${kept.map((table) => `${table.name}, ${formatFigure(table.rows)}`).join('; ')}`
          : ''}
      </div>
    </div>
  )
}
