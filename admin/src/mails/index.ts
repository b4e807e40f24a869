import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Mail: by which server it leaves, and what became of each. */
export const mails: ResourceProps = {
  name: 'mails',
  list: lazy(() => import('./mail-list.tsx')),
}
