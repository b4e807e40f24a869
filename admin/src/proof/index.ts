import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** The proof: how far positions and seals have come, and the heads to keep elsewhere. */
export const proof: ResourceProps = {
  name: 'proof',
  list: lazy(() => import('./proof-page.tsx')),
  recordRepresentation: 'position',
}
