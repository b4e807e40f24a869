import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Roles: sets of permissions under a name. */
export const roles: ResourceProps = {
  name: 'roles',
  list: lazy(() => import('./role-list.tsx')),
  create: lazy(() => import('./role-create.tsx')),
  edit: lazy(() => import('./role-edit.tsx')),
  recordRepresentation: 'name',
}
