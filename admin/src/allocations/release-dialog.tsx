import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { formatFigure } from '../pieces/format.ts'
import { Trouble } from '../pieces/trouble.tsx'
import type { Allocation } from './allocation.ts'
import { useActs } from './use-acts.ts'

/** Asks once more, then lets go of an allocation. */
export function ReleaseDialog({ allocation, onClose }: { allocation: Allocation; onClose: () => void }) {
  const { item, quantity, location, demand } = allocation
  const { send, error, isBusy } = useActs('Released: whoever needs it may have it.', onClose)
  return (
    <Dialog open onClose={onClose} aria-labelledby="release-title">
      <DialogTitle id="release-title">Release this allocation?</DialogTitle>
      <DialogContent>
        <p style={{ margin: 0 }}>
          {formatFigure(quantity)} {item.baseUnit} of {item.sku} in {location.code} are kept for{' '}
          {demand.kind.replaceAll('_', ' ')} {demand.id.slice(-8)}. Released, anybody may have them.
        </p>
        {error ? <Trouble error={error} /> : null}
      </DialogContent>
      <DialogActions sx={{ p: 2 }}>
        <Button onClick={onClose}>Keep it</Button>
        <Button
          variant="contained"
          disabled={isBusy}
          onClick={() => send([{ act: 'release', allocation: allocation.id }])}
        >
          Release
        </Button>
      </DialogActions>
    </Dialog>
  )
}
