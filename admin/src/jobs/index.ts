import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Work for later: what waits, runs, is dead, or has ended. */
export const jobs: ResourceProps = {
  name: 'jobs',
  list: lazy(() => import('./job-list.tsx')),
  recordRepresentation: 'name',
}
