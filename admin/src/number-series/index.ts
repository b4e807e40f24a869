import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Document numbers: how far each series has come. */
export const numberSeries: ResourceProps = {
  name: 'number-series',
  list: lazy(() => import('./number-series-list.tsx')),
}
