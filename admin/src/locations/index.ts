import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Locations: the tree of places that hold stock. */
export const locations: ResourceProps = {
  name: 'locations',
  list: lazy(() => import('./location-list.tsx')),
  create: lazy(() => import('./location-create.tsx')),
  edit: lazy(() => import('./location-edit.tsx')),
  show: lazy(() => import('./location-show.tsx')),
  recordRepresentation: 'code',
}
