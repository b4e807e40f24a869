import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useStore } from 'react-admin'
import { ErrorBoundary } from 'react-error-boundary'
import { useLocation } from 'react-router-dom'
import { GlassBanner } from '../break-glass/glass-banner.tsx'
import { LiveQueries } from '../live/live-queries.tsx'
import { PluginNews } from '../plugin-screens/plugin-news.tsx'
import { say } from '../words/say.ts'
import { ScreenError } from './screen-error.tsx'
import { SideMenu } from './side-menu.tsx'
import { SiteClock } from './site-clock.tsx'
import { ThemeFollower } from './theme-follower.tsx'
import { TopBar } from './top-bar.tsx'
import { ViewBanner } from './view-banner.tsx'
import { Waiting } from './waiting.tsx'
import { useIsBoard, WallBoard } from './wall-board.tsx'

const Tour = lazy(() => import('../help/tour.tsx').then((found) => ({ default: found.Tour })))

/** The frame around every screen. A screen that breaks shows its own error; the frame goes on. */
export function StowageLayout({ children }: { children?: ReactNode }) {
  const { pathname } = useLocation()
  const [isMenuOpen, setMenuOpen] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sheet closes whenever the place changes
  useEffect(() => setMenuOpen(false), [pathname])
  const queries = useQueryClient()
  // What broke a screen may be what it was told.
  const readAnew = () => queries.removeQueries({ type: 'inactive' })
  const [isTouring, setTouring] = useState(false)
  const [isNew] = useStore<boolean>('desk.tour', true)
  const isBoard = useIsBoard()
  const page = (
    <main className="page" id="main" tabIndex={-1}>
      <LiveQueries />
      <ErrorBoundary FallbackComponent={ScreenError} resetKeys={[pathname]} onReset={readAnew}>
        <ViewBanner />
        <GlassBanner />
        <PluginNews />
        <Suspense fallback={<Waiting />}>{children}</Suspense>
      </ErrorBoundary>
    </main>
  )
  if (isBoard) {
    return (
      <WallBoard>
        <SiteClock />
        {page}
      </WallBoard>
    )
  }
  return (
    <div className="shell">
      <ThemeFollower />
      <SiteClock />
      <a className="skip" href="#main">
        {say('To the page')}
      </a>
      <TopBar
        isMenuOpen={isMenuOpen}
        onMenu={() => setMenuOpen((open) => !open)}
        onTour={() => setTouring(true)}
      />
      <SideMenu isOpen={isMenuOpen} />
      {page}
      {isNew || isTouring ? (
        <Suspense fallback={null}>
          <Tour onEnd={() => setTouring(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}
