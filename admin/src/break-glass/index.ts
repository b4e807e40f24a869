import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Emergencies: who took which role for a while, and why. */
export const breakGlass: ResourceProps = {
  name: 'break-glass',
  list: lazy(() => import('./glass-list.tsx')),
}
