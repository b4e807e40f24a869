import CssBaseline from '@mui/material/CssBaseline'
import { QueryClient } from '@tanstack/react-query'
import { lazy, useMemo } from 'react'
import {
  AccessDenied,
  AdminContext,
  AuthenticationError,
  CoreAdminUI,
  CustomRoutes,
  Error as ErrorPage,
  HttpError,
  LoadingPage,
  Notification,
  Resource,
} from 'react-admin'
import { BrowserRouter, Route } from 'react-router-dom'
import { allocationEvents, allocations } from './allocations/index.ts'
import { allowedTargets } from './allowed-targets/index.ts'
import { apiKeys } from './api-keys/index.ts'
import { audit } from './audit/index.ts'
import { breakGlass } from './break-glass/index.ts'
import { companies } from './companies/index.ts'
import { cursors } from './cursors/index.ts'
import { debts } from './debts/index.ts'
import { decisions } from './decisions/index.ts'
import { devices } from './devices/index.ts'
import { customFields } from './fields/index.ts'
import { handlingUnits } from './handling-units/index.ts'
import { holds } from './holds/index.ts'
import { imports } from './imports/index.ts'
import { items } from './items/index.ts'
import { jobs } from './jobs/index.ts'
import { locations } from './locations/index.ts'
import { lots } from './lots/index.ts'
import { mails } from './mails/index.ts'
import { movements } from './movements/index.ts'
import { numberSeries } from './number-series/index.ts'
import { owners } from './owners/index.ts'
import { packagingLevels } from './packaging-levels/index.ts'
import { useClockZone } from './pieces/clock.ts'
import { proof } from './proof/index.ts'
import { createAuthProvider } from './providers/auth-provider.ts'
import { createDataProvider } from './providers/data-provider.ts'
import { ownStore } from './providers/own-store.ts'
import { Session } from './providers/session.ts'
import { i18nProviderOf } from './providers/words.ts'
import { reasons } from './reasons/index.ts'
import { roles } from './roles/index.ts'
import { rules } from './rules/index.ts'
import { serials } from './serials/index.ts'
import { DeskLogin } from './shell/desk-login.tsx'
import { guarded } from './shell/guarded.tsx'
import { StowageLayout } from './shell/layout.tsx'
import { NotFound } from './shell/not-found.tsx'
import { sites } from './sites/index.ts'
import { statuses } from './statuses/index.ts'
import { stowageTheme } from './theme/stowage-theme.ts'
import { transformations } from './transformations/index.ts'
import { turnover } from './turnover/index.ts'
import { unitSeries } from './unit-series/index.ts'
import { users } from './users/index.ts'
import { speakAs, useSpoken } from './words/language.ts'
import { say } from './words/say.ts'

const FirstChoice = lazy(() => import('./plugins/first-choice.tsx'))
const HomePage = lazy(() => import('./home/home-page.tsx'))
const StockPage = lazy(() => import('./stock/stock-page.tsx'))
const PostingPage = lazy(() => import('./posting/posting-page.tsx'))
const BucketPage = lazy(() => import('./ledger/bucket-page.tsx'))
const AccountPage = lazy(() => import('./account/account-page.tsx'))
const HealthPage = lazy(() => import('./health/health-page.tsx'))
const PluginsPage = lazy(() => import('./plugins/plugins-page.tsx'))
const PluginPage = lazy(() => import('./plugins/plugin-page.tsx'))
const InvariantsPage = lazy(() => import('./invariants/invariants-page.tsx'))
const PluginArea = lazy(() => import('./plugin-screens/plugin-area.tsx'))
const PlanPage = lazy(() => import('./plan/plan-page.tsx'))
const LayoutGenerator = lazy(() => import('./locations/layout-generator.tsx'))

/** Core's resources. Each is a plain object in its own folder, as a plugin's will be. */
const resources = [
  items,
  lots,
  packagingLevels,
  locations,
  handlingUnits,
  sites,
  movements,
  transformations,
  owners,
  companies,
  reasons,
  numberSeries,
  unitSeries,
  users,
  roles,
  devices,
  apiKeys,
  audit,
  breakGlass,
  turnover,
  allocations,
  allocationEvents,
  serials,
  debts,
  holds,
  imports,
  statuses,
  proof,
  cursors,
  jobs,
  decisions,
  customFields,
  rules,
  mails,
  allowedTargets,
].map(guarded)

const stayMs = 10_000
/** At the right, where they cover no form's button; what a form was refused for stands in the form itself. */
const Messages = () => (
  <Notification autoHideDuration={stayMs} anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }} />
)

const store = ownStore()
const session = new Session(async ({ id, language }) => {
  await Promise.all([store.load(id), speakAs(language)])
})
const authProvider = createAuthProvider(session)
const dataProvider = createDataProvider()

/** A refusal stays one when it is asked again; only what may pass by itself is retried. */
const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      retry: (count, error) =>
        count < 2 && error instanceof HttpError && (error.status === 0 || error.status === 503),
    },
  },
})

/**
 * The whole desk: react-admin without its own frame, menu and log-in, in whose place ours stand.
 * Where its language changes it is drawn again, and keeps what was typed.
 */
export function App() {
  const spoken = useSpoken()
  useClockZone()
  const { i18nProvider, light, dark } = useMemo(
    () => ({
      i18nProvider: i18nProviderOf(spoken),
      light: stowageTheme('light', spoken.dictionary.mui),
      dark: stowageTheme('dark', spoken.dictionary.mui),
    }),
    [spoken],
  )
  return (
    // Without transitions: a log-out clears all queries, which would interrupt the way to the log-in for
    // ever.
    <BrowserRouter useTransitions={false}>
      <AdminContext
        authProvider={authProvider}
        dataProvider={dataProvider}
        i18nProvider={i18nProvider}
        queryClient={queryClient}
        store={store}
        theme={light}
        darkTheme={dark}
      >
        <CssBaseline enableColorScheme />
        <CoreAdminUI
          layout={StowageLayout}
          loginPage={DeskLogin}
          catchAll={NotFound}
          loading={LoadingPage}
          error={ErrorPage}
          accessDenied={AccessDenied}
          authenticationError={AuthenticationError}
          requireAuth
          disableTelemetry
          title={say('Stowage')}
        >
          {resources.map((resource) => (
            <Resource key={resource.name} {...resource} />
          ))}
          <CustomRoutes>
            <Route path="/" element={<HomePage first={<FirstChoice />} />} />
            <Route path="/stock" element={<StockPage />} />
            <Route path="/buckets/:bucket" element={<BucketPage />} />
            <Route path="/post/:kind" element={<PostingPage />} />
            <Route path="/plan" element={<PlanPage />} />
            <Route path="/locations/layout" element={<LayoutGenerator />} />
            <Route path="/account" element={<AccountPage />} />
            <Route path="/host/health" element={<HealthPage />} />
            <Route path="/host/plugins" element={<PluginsPage />} />
            <Route path="/host/plugins/:name" element={<PluginPage />} />
            <Route path="/host/invariants" element={<InvariantsPage />} />
            <Route path="/x/:plugin/*" element={<PluginArea />} />
          </CustomRoutes>
        </CoreAdminUI>
        <Messages />
      </AdminContext>
    </BrowserRouter>
  )
}
