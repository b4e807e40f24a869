import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Owners: whose stock it is. */
export const owners: ResourceProps = {
  name: 'owners',
  list: lazy(() => import('./owner-list.tsx')),
  create: lazy(() => import('./owner-create.tsx')),
  edit: lazy(() => import('./owner-edit.tsx')),
  recordRepresentation: 'name',
}
