import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Movements: every change of stock, as it was posted. */
export const movements: ResourceProps = {
  name: 'movements',
  list: lazy(() => import('./movement-list.tsx')),
  show: lazy(() => import('./movement-show.tsx')),
  recordRepresentation: 'id',
}
