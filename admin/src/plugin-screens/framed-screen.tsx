import { sayParts } from '../words/say.ts'
import './framed-screen.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { callAddress } from '../providers/http-client.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import type { PluginScreens, ScreenFrame } from './manifest.ts'
import { PluginBoundary } from './plugin-boundary.tsx'

interface FramedScreenProps {
  readonly plugin: PluginScreens
  readonly title: string
  readonly frame: ScreenFrame
}

/** A screen of a program that runs by itself, in a frame that says whose it is. */
export function FramedScreen({ plugin, title, frame }: FramedScreenProps) {
  const client = useQueryClient()
  const onRetry = () => client.removeQueries({ queryKey: keyOf(frame) })
  return (
    <PluginBoundary plugin={plugin} place={frame.path} title={title} onRetry={onRetry}>
      <Framed plugin={plugin} title={title} frame={frame} />
    </PluginBoundary>
  )
}

function Framed({ plugin, title, frame }: FramedScreenProps) {
  // Asked first, because a frame that is refused stays empty and does not say why.
  const { isPending } = useQuery({
    queryKey: keyOf(frame),
    queryFn: async ({ signal }) => {
      await callAddress(frame.path, { signal, headers: { Accept: 'text/html' } })
      return true
    },
    retry: false,
    throwOnError: true,
    gcTime: 0,
  })
  return (
    <>
      <PageHead
        title={title}
        fact={sayParts('{title} {version}, shown by {address}', {
          title: plugin.title,
          version: plugin.version,
          address: <span className="code">{frame.address}</span>,
        })}
      />
      {isPending ? <Waiting /> : <iframe className="framed card" src={frame.path} title={title} />}
    </>
  )
}

function keyOf({ path }: ScreenFrame) {
  return ['frame', path] as const
}
