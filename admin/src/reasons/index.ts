import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Reasons: why stock was changed by hand. */
export const reasons: ResourceProps = {
  name: 'reasons',
  list: lazy(() => import('./reason-list.tsx')),
  create: lazy(() => import('./reason-create.tsx')),
  edit: lazy(() => import('./reason-edit.tsx')),
  recordRepresentation: 'name',
}
