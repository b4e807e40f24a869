import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Series of units: where the codes of handling units come from. */
export const unitSeries: ResourceProps = {
  name: 'unit-series',
  list: lazy(() => import('./unit-series-list.tsx')),
  create: lazy(() => import('./unit-series-create.tsx')),
  edit: lazy(() => import('./unit-series-edit.tsx')),
  recordRepresentation: 'name',
}
