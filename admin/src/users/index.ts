import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Users: the people who log in. */
export const users: ResourceProps = {
  name: 'users',
  list: lazy(() => import('./user-list.tsx')),
  create: lazy(() => import('./user-create.tsx')),
  edit: lazy(() => import('./user-edit.tsx')),
  recordRepresentation: 'name',
}
