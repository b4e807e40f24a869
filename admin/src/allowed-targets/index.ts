import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Whom plugins may call beside public addresses. */
export const allowedTargets: ResourceProps = {
  name: 'allowed-targets',
  list: lazy(() => import('./target-list.tsx')),
  create: lazy(() => import('./target-create.tsx')),
  edit: lazy(() => import('./target-edit.tsx')),
}
