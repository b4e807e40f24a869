import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { Trouble } from '../pieces/trouble.tsx'
import { useCommand } from '../providers/use-command.ts'
import { say, sayParts } from '../words/say.ts'
import type { Allocation } from './allocation.ts'
import { demandWords } from './demand-link.tsx'

/** Asks once more, then lets go of an allocation. */
export function ReleaseDialog({ allocation, onClose }: { allocation: Allocation; onClose: () => void }) {
  const { item, quantity, location, demand } = allocation
  const { send, error, isBusy } = useCommand(onClose)
  return (
    <Dialog open onClose={onClose} aria-labelledby="release-title">
      <DialogTitle id="release-title">{say('Release this allocation?')}</DialogTitle>
      <DialogContent>
        <p style={{ margin: 0 }}>
          {sayParts(
            '{quantity} {baseUnit} of {sku} in {code} are kept for {demand}. Released, anybody may ' +
              'have them.',
            {
              quantity,
              baseUnit: item.baseUnit,
              sku: item.sku,
              code: location.code,
              demand: demandWords(demand),
            },
          )}
        </p>
        {error ? <Trouble error={error} /> : null}
      </DialogContent>
      <DialogActions sx={{ p: 2 }}>
        <Button onClick={onClose}>{say('Keep it')}</Button>
        <Button
          variant="contained"
          disabled={isBusy}
          onClick={() =>
            send({
              path: '/ledger/allocations',
              body: { mode: 'all', allocations: [{ act: 'release', allocation: allocation.id }] },
              done: say('Released: whoever needs it may have it.'),
            })
          }
        >
          {say('Release')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
