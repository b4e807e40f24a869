import type { BulkAction } from '../lists/bulk-bar.tsx'
import { say } from '../words/say.ts'

/** Stops all that were chosen in a list, or that its filters find: a recall of many lots is one command. */
export function holdMany(list: 'items' | 'lots' | 'locations' | 'handling-units' | 'serials'): BulkAction {
  return {
    verb: say('Place hold'),
    done: say('are on hold now'),
    change: {},
    asks: {
      member: 'reason',
      label: say('Reason'),
      help: say('What everybody reads who runs into it: recall R-4'),
    },
    path: `/ledger/holds/of/${list}`,
    right: 'ledger.hold.place',
  }
}
