import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Imports: files that are brought in, tried and run. */
export const imports: ResourceProps = {
  name: 'imports',
  list: lazy(() => import('./import-list.tsx')),
  create: lazy(() => import('./import-create.tsx')),
  show: lazy(() => import('./import-show.tsx')),
  recordRepresentation: 'fileName',
}
