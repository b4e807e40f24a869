import Button from '@mui/material/Button'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Suspense } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { sentenceOfError } from '../providers/problem.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'

interface PluginBoundaryProps {
  readonly plugin: { readonly name: string; readonly title: string; readonly version: string }
  /** Where it stands: another place begins anew. */
  readonly place: string
  /** Of a whole page, for the head that it then cannot show itself. */
  readonly title?: string | undefined
  readonly onRetry?: () => void
  readonly children: ReactNode
}

/**
 * Around all that comes from a plugin: when it breaks, it says so by name and version, and the rest
 * stands.
 */
export function PluginBoundary({ plugin, place, title, onRetry, children }: PluginBoundaryProps) {
  return (
    <ErrorBoundary
      resetKeys={[place]}
      onReset={() => onRetry?.()}
      fallbackRender={({ error, resetErrorBoundary }) => (
        <>
          {title ? <PageHead title={title} /> : null}
          <section className="note bad" aria-label={`${plugin.title} broke`}>
            <IconAlertTriangle className="icon" />
            <div className="stack" style={{ gap: 8 }} role="alert">
              <b>
                {plugin.title} {plugin.version} broke here: {sentenceOfError(error)}
              </b>
              <span>
                It is the plugin <span className="code">{plugin.name}</span>; all else on this desk goes on.
              </span>
              <div>
                <Button size="small" onClick={resetErrorBoundary}>
                  Show it again
                </Button>
              </div>
            </div>
          </section>
        </>
      )}
    >
      <Suspense fallback={<Waiting rows={3} />}>{children}</Suspense>
    </ErrorBoundary>
  )
}
