import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** How much of each item moved in a period: the top movers. */
export const turnover: ResourceProps = {
  name: 'turnover',
  list: lazy(() => import('./turnover-list.tsx')),
  recordRepresentation: 'sku',
}
