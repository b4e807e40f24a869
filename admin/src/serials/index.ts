import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Pieces with a number of their own: where each is, and the way it went. */
export const serials: ResourceProps = {
  name: 'serials',
  list: lazy(() => import('./serial-list.tsx')),
  edit: lazy(() => import('./serial-edit.tsx')),
  show: lazy(() => import('./serial-show.tsx')),
  recordRepresentation: 'number',
}
