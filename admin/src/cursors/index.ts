import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Who takes part in which events, and how far each has come. */
export const cursors: ResourceProps = {
  name: 'cursors',
  list: lazy(() => import('./cursor-list.tsx')),
}
