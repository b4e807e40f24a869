import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Decisions: what strategies chose, and why. */
export const decisions: ResourceProps = {
  name: 'decisions',
  list: lazy(() => import('./decision-list.tsx')),
  show: lazy(() => import('./decision-show.tsx')),
}
