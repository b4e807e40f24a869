/** All that a plugin author imports. Whatever is not exported here is not a promise. */

/** What schemas are written with; from here it is the version that the platform has. */
export { type Static, Type } from 'typebox'
export type { Actor, Transaction } from './plugin/actor.ts'
export {
  type AdminDeclaration,
  type AdminMenuEntry,
  type AdminPage,
  type AdminResource,
  type AdminSlot,
  CHOICES,
  type MenuIcon,
  menuIcons,
  OneOf,
  type OutsideProps,
  outsideSlots,
  REFERENCE,
  Reference,
  screenSlots,
} from './plugin/admin.ts'
export type {
  AllocationGuard,
  AllocationHooks,
  AllocationTold,
  BalanceFigures,
  DraftAllocation,
} from './plugin/allocation-hooks.ts'
export type { AuditedChange, AuditTrail } from './plugin/audit.ts'
export type { BulkRoute, RowChange } from './plugin/bulk.ts'
export type { Calendars, SiteCalendar } from './plugin/calendar.ts'
export type { PluginCommand, PluginCommandContext } from './plugin/commands.ts'
export type { ErrorDeclaration, PluginDeclaration, ServiceContext, Services } from './plugin/declaration.ts'
export { definePlugin } from './plugin/define-plugin.ts'
export type { DashboardTile, TileContent, TileSeries, WaitingWork } from './plugin/desk.ts'
export {
  EVERY_EVENT,
  type EventContext,
  type EventDeclarations,
  type EventDraft,
  type EventEmitter,
  type EventHistory,
  type EventOrder,
  type KnownEvent,
  type PlatformEvent,
  SUBJECT,
  type Subscription,
} from './plugin/events.ts'
export type { FileReference, FileStore, NewFile, StoredFile } from './plugin/files.ts'
export type { HealthCheck } from './plugin/health.ts'
export type { HttpClient, OutboundAnswer, OutboundRequest } from './plugin/http-client.ts'
export type {
  ImportAddition,
  ImportBatch,
  ImportOutcome,
  ImportProblem,
  ImportRow,
  ImportUndo,
} from './plugin/imports.ts'
export type { Invariant } from './plugin/invariant.ts'
export type { JobDeclaration, JobQueue, JobRun, Progress } from './plugin/jobs.ts'
export type {
  BackfillContext,
  DraftLine,
  DraftMovement,
  Enrich,
  Enrichment,
  Guard,
  HookContext,
  LedgerHooks,
  LineSides,
  Place,
  PostedLine,
  PostedMovement,
  Project,
  ReadContext,
  SideState,
  TxContext,
} from './plugin/ledger-hooks.ts'
export type { Blocker, FirstStepContext, Lifecycle, LifecycleContext } from './plugin/lifecycle.ts'
export type {
  ListDeclaration,
  ListField,
  ListFieldType,
  ListOperator,
  ListQuery,
  ListRoute,
} from './plugin/lists.ts'
export {
  type Arrival,
  type BegunLogIn,
  type Entrant,
  type Guess,
  LogInAnswer,
  type LogInStep,
  type LogIns,
} from './plugin/log-ins.ts'
export type { MailMessage, MailSender } from './plugin/mail.ts'
export type { Messages } from './plugin/messages.ts'
export type { DrawnNumber, NumberSeries, NumberSource } from './plugin/numbers.ts'
export type { NewPerson, People, Person, RoleOfPerson } from './plugin/people.ts'
export {
  type Addition,
  type Considered,
  type Decided,
  type Decision,
  type ListPoint,
  type NamedThing,
  type PointDeclaration,
  type PointFacts,
  type PointReader,
  point,
  type RuleTrace,
  type ScanResolver,
  type SearchAddition,
  type Strategy,
  type StrategyAsker,
  type StrategyPlace,
  type StrategyPoint,
  strategyPoint,
} from './plugin/points.ts'
export { DomainError, type Refusal, refuse } from './plugin/refusal.ts'
export type { PdfDefinition, Renderer } from './plugin/rendering.ts'
export { isNameOfCore, isReservedName } from './plugin/reserved-names.ts'
export { PERMISSION, type ResourceDeclaration, type ResourceWrite } from './plugin/resources.ts'
export type { RouteAccess } from './plugin/routes.ts'
export {
  Secret,
  type SecretStore,
  type SettingsDeclaration,
  type SettingsInstance,
  type SettingsOf,
  type SettingsPlace,
  type SettingsReader,
  type SettingsScope,
} from './plugin/settings.ts'
export type { Signature, SignatureCheck, SignatureWish, Signing } from './plugin/signing.ts'
export type { RowsOfSome, TableAccess } from './plugin/tables.ts'
export type { TcpClient, TcpMessage } from './plugin/tcp-client.ts'
export type { WorkerDeclaration, WorkerRun } from './plugin/workers.ts'
