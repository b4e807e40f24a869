import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Stock that is kept for somebody: how much, on which balance, for whom, until when. */
export const allocations: ResourceProps = {
  name: 'allocations',
  list: lazy(() => import('./allocation-list.tsx')),
  recordRepresentation: 'id',
}

/** What became of all that was ever kept. */
export const allocationEvents: ResourceProps = {
  name: 'allocation-events',
  list: lazy(() => import('./event-list.tsx')),
  recordRepresentation: 'id',
}
