import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Rules: which strategy answers which question where, on what condition, from when on. */
export const rules: ResourceProps = {
  name: 'rules',
  list: lazy(() => import('./rule-list.tsx')),
  create: lazy(() => import('./rule-create.tsx')),
  edit: lazy(() => import('./rule-edit.tsx')),
  show: lazy(() => import('./rule-show.tsx')),
}
