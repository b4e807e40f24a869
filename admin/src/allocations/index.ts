import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Stock that is kept for somebody: how much, on which balance, for whom, until when. */
export const allocations: ResourceProps = {
  name: 'allocations',
  list: lazy(() => import('./allocation-list.tsx')),
  recordRepresentation: 'id',
}
