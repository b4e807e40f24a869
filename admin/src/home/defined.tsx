import Tooltip from '@mui/material/Tooltip'
import type { ReactNode } from 'react'

/** A word that says what it stands for when one points at it, or reaches it by keys. */
export function Defined({ by, children }: { by: string | undefined; children: ReactNode }) {
  if (by === undefined) return <>{children}</>
  return (
    <Tooltip title={by} describeChild>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what it stands for is there for keys as well */}
      <span tabIndex={0}>{children}</span>
    </Tooltip>
  )
}
