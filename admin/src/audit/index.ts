import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** The audit: who changed what, from what, to what. */
export const audit: ResourceProps = {
  name: 'audit',
  list: lazy(() => import('./audit-list.tsx')),
}
