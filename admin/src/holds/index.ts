import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'
import type { Hold } from './hold.ts'

/** Holds: stock that somebody stopped. */
export const holds: ResourceProps = {
  name: 'holds',
  list: lazy(() => import('./hold-list.tsx')),
  create: lazy(() => import('./hold-create.tsx')),
  edit: lazy(() => import('./hold-edit.tsx')),
  recordRepresentation: (hold: Hold) => `${hold.subject.name} (${hold.reason})`,
}
