import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Packaging levels: the units an item is handled in. Their list is a tab of the item. */
export const packagingLevels: ResourceProps = {
  name: 'packaging-levels',
  create: lazy(() => import('./packaging-level-create.tsx')),
  edit: lazy(() => import('./packaging-level-edit.tsx')),
  recordRepresentation: 'name',
}
