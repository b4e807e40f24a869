import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Stock statuses: what may be done with stock. */
export const statuses: ResourceProps = {
  name: 'statuses',
  list: lazy(() => import('./status-list.tsx')),
  create: lazy(() => import('./status-create.tsx')),
  edit: lazy(() => import('./status-edit.tsx')),
  recordRepresentation: 'title',
}
