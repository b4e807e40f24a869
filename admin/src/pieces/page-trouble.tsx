import type { ReactNode } from 'react'
import { PageHead } from '../shell/page-head.tsx'
import { Trouble } from './trouble.tsx'

interface PageTroubleProps {
  readonly error: unknown
  /** What the page is about, which is its title then. */
  readonly what: string
  /** The way back. */
  readonly over?: ReactNode
  readonly onRetry?: () => void
}

/** A page of which nothing could be read: it keeps its title, the way back, and says what happened. */
export function PageTrouble({ error, what, over, onRetry }: PageTroubleProps) {
  return (
    <>
      <PageHead title={what} over={over} />
      <Trouble error={error} what={what} {...(onRetry && { onRetry })} />
    </>
  )
}
