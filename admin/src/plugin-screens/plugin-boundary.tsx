import Button from '@mui/material/Button'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Suspense } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { sentenceOfError } from '../providers/problem.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say, sayParts } from '../words/say.ts'

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
          <section className="note bad" aria-label={say('{title} broke', { title: plugin.title })}>
            <IconAlertTriangle className="icon" />
            <div className="stack" style={{ gap: 8 }} role="alert">
              <b>
                {sayParts('{title} {version} broke here: {error}', {
                  title: plugin.title,
                  version: plugin.version,
                  error: sentenceOfError(error),
                })}
              </b>
              <span>
                {sayParts('It is the plugin {name}; all else on this desk goes on.', {
                  name: <span className="code">{plugin.name}</span>,
                })}
              </span>
              <div>
                <Button size="small" onClick={resetErrorBoundary}>
                  {say('Show it again')}
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
