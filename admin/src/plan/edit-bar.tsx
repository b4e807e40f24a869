import Button from '@mui/material/Button'
import { IconArrowBackUp, IconPlus } from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import { say } from '../words/say.ts'
import type { Metres } from './layout-changes.ts'
import { useKey } from './use-key.ts'

interface EditBarProps {
  readonly site: string
  /** Where a new place begins. */
  readonly at: Metres
  readonly onUndo: (() => void) | undefined
}

/** What can be done to a layout beside dragging. */
export function EditBar({ site, at, onUndo }: EditBarProps) {
  useKey('z', () => onUndo?.(), true)
  const begun = { site, kind: 'bin', ...at }
  return (
    <div className="row wrap" role="toolbar" aria-label={say('Edit layout')}>
      <span className="small muted">
        {say('Drag a place to move it, or the corner of the chosen one to resize it.')}
      </span>
      <span className="push" />
      <Button
        disabled={onUndo === undefined}
        startIcon={<IconArrowBackUp className="icon s" />}
        onClick={() => onUndo?.()}
      >
        {say('Undo')}
      </Button>
      <Button
        component={Link}
        to={`/locations/create?source=${encodeURIComponent(JSON.stringify(begun))}`}
        startIcon={<IconPlus className="icon s" />}
      >
        {say('New place')}
      </Button>
    </div>
  )
}
