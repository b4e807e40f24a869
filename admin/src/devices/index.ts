import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Devices of the floor: scanners and terminals. */
export const devices: ResourceProps = {
  name: 'devices',
  list: lazy(() => import('./device-list.tsx')),
  create: lazy(() => import('./device-create.tsx')),
  edit: lazy(() => import('./device-edit.tsx')),
  recordRepresentation: 'name',
}
