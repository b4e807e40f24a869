import type { FastifyBaseLogger, FastifyPluginAsync } from 'fastify'
import type { TObject, TSchema } from 'typebox'
import type { Actor, Transaction } from './actor.ts'
import type { AdminDeclaration } from './admin.ts'
import type { AllocationHooks } from './allocation-hooks.ts'
import type { AuditTrail } from './audit.ts'
import type { Calendars } from './calendar.ts'
import type { PluginCommand } from './commands.ts'
import type { EventDeclarations, EventEmitter, EventHistory, Subscription } from './events.ts'
import type { FileStore } from './files.ts'
import type { HttpClient } from './http-client.ts'
import type { Invariant } from './invariant.ts'
import type { JobDeclaration, JobQueue } from './jobs.ts'
import type { LedgerHooks } from './ledger-hooks.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { LogIns } from './log-ins.ts'
import type { MailSender } from './mail.ts'
import type { Messages } from './messages.ts'
import type { NumberSource } from './numbers.ts'
import type { People } from './people.ts'
import type { PointDeclaration, PointReader, StrategyAsker } from './points.ts'
import type { Renderer } from './rendering.ts'
import type { ResourceDeclaration } from './resources.ts'
import type { SecretStore, SettingsDeclaration, SettingsReader } from './settings.ts'
import type { Signing } from './signing.ts'
import type { TableAccess } from './tables.ts'
import type { TcpClient } from './tcp-client.ts'
import type { WorkerDeclaration } from './workers.ts'

/** Services by name. Each plugin adds its own by declaration merging, so that calls are typed. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Services {}

/** What a service factory gets once at boot. */
export interface ServiceContext {
  /** The plugin itself, as whom it acts where nobody else does: its name stands in the audit. */
  readonly actor: Actor
  readonly log: FastifyBaseLogger
  /** The services of all plugins; complete once the boot is over, so reach through it when called. */
  readonly services: Services
  /** The plugin's own settings; empty where it declares none. */
  readonly settings: SettingsReader
  /** What plugins added to the points that others open. */
  readonly points: PointReader
  /** Asks strategies, and keeps why they chose. */
  readonly strategies: StrategyAsker
  /** Document numbers without a gap. */
  readonly numbers: NumberSource
  /** Seals what the plugin keeps secret in its own tables. */
  readonly secrets: SecretStore
  /**
   * Runs `work` in one transaction under the actor's row-level rights, where there is no request to do it:
   * at log-in, in a job, from the command line. Nobody acts without a name.
   * @throws whatever `work` throws, after a roll-back
   */
  transaction<T>(actor: Actor, work: (trx: Transaction) => Promise<T>): Promise<T>
  /** The one way to call other systems, safe from being led into our own network. */
  readonly http: HttpClient
  /** Sends bytes to devices that an administrator has named: printers, scales. */
  readonly tcp: TcpClient
  /** The one room for files. */
  readonly files: FileStore
  /** Tells others what happened; in hooks of the ledger, `tx.emit` does. */
  readonly events: EventEmitter
  /** What was told before, by whomever. */
  readonly history: EventHistory
  /** Keeps who changed what, where the plugin's own code does it. */
  readonly audit: AuditTrail
  /** Days and opening hours by the clocks of sites. */
  readonly calendar: Calendars
  /** Sends mail, after the transaction that sends it. */
  readonly mail: MailSender
  /** Makes documents: PDF. */
  readonly render: Renderer
  /** Electronic signatures. */
  readonly sign: Signing
  /** Leaves work for later, within the transaction that wants it. */
  readonly jobs: JobQueue
  /** Other ways to log in, and further steps. */
  readonly logIns: LogIns
  /** Those who log in. */
  readonly people: People
  /**
   * Where people reach the desk, as an administrator said it: `https://stock.example.com`. What a request
   * says of its host is never to be trusted for a link.
   * @returns undefined where nobody has said it
   */
  address(): Promise<string | undefined>
}

/** One coded failure: its HTTP status, and the sentence with the facts in braces. */
export interface ErrorDeclaration {
  readonly status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503
  /**
   * One sentence: what, where, and the way out. `'Bin {location} holds {onHand} of {sku}, {asked} were
   * asked.'`
   */
  readonly message: string
  /** The facts' shape, for the API's description. */
  readonly facts?: TSchema
}

/** One declaration shows the whole plugin. It is inert: reading it needs no database. */
export interface PluginDeclaration {
  /** Its room everywhere, for good: folder, URL segment, PostgreSQL schema, permission prefix, log label. */
  readonly name: string
  readonly version: string
  readonly title?: string
  /**
   * Which of the two questions it helps to answer: `inventory`, what do I have and where is it;
   * `warehouse`, how does it move. Whoever sets Stowage up is asked this first, and what answers his
   * question is turned on.
   */
  readonly suites?: readonly ('inventory' | 'warehouse')[]
  readonly requires?: {
    readonly platform?: string
    /** What it cannot do without, by name, with the range of versions. */
    readonly plugins?: Readonly<Record<string, string>>
    /** What it takes along where it is on: absent is fine, another version is not. */
    readonly optional?: Readonly<Record<string, string>>
  }
  /** Extensions of PostgreSQL that its migrations build on; they are made in the schema `extensions`. */
  readonly database?: { readonly extensions?: readonly string[] }
  /** The folder of `NNNN_verb_noun.sql` files; they create objects in the plugin's own schema only. */
  readonly migrations?: URL
  readonly tables?: Readonly<Record<string, TableAccess>>
  /** The points that others may add to, by names that begin with the plugin's own. */
  readonly opens?: Readonly<Record<string, PointDeclaration>>
  /** What it adds to points of core and of other plugins, by their names. */
  readonly adds?: Readonly<Record<string, readonly unknown[]>>
  /**
   * Fields that it keeps on rows of core and of other plugins, by the audit's name of such rows. `x-filter`
   * and `x-sort` in a member's schema make lists filter and sort by it; `x-permission` names what it takes to
   * see it.
   * @example fields: { 'items.item': Type.Object({ days: Type.Integer({ title: 'Days', 'x-filter': true })
   * }) }
   */
  readonly fields?: Readonly<Record<string, TObject>>
  /** What it may be set up with, by form, per scope. */
  readonly settings?: SettingsDeclaration
  /** Each name, prefixed by the plugin, with the words that an administrator reads. */
  readonly permissions?: Readonly<Record<string, string>>
  readonly errors?: Readonly<Record<string, ErrorDeclaration>>
  /** What it says in other languages, by their tags: `fr`, `pt-BR`. The declaration itself is in English. */
  readonly messages?: Readonly<Record<string, Messages>>
  readonly services?: (context: ServiceContext) => Partial<Services>
  /** Rows of its own tables that people write, by the table's name: routes and screens come of themselves. */
  readonly resources?: Readonly<Record<string, ResourceDeclaration>>
  /** A Fastify plugin, put at `/api/v1/<name>`. */
  readonly routes?: (context: ServiceContext) => FastifyPluginAsync
  readonly ledger?: LedgerHooks
  readonly allocation?: AllocationHooks
  /** What it tells others: `plugin.noun.verb@1`, with the payload's shape. */
  readonly events?: EventDeclarations
  /**
   * What it makes of events, its own or others', by their names; of every one that is emitted by
   * `EVERY_EVENT`.
   */
  // biome-ignore lint/suspicious/noExplicitAny: each event has a payload of its own
  readonly on?: Readonly<Record<string, Subscription<any>>>
  /** What it does later or by the clock, by names that begin with its own. */
  // biome-ignore lint/suspicious/noExplicitAny: each job has a payload of its own
  readonly jobs?: Readonly<Record<string, JobDeclaration<any>>>
  /** What goes on in every node while it is on, by names that begin with its own. */
  readonly workers?: Readonly<Record<string, WorkerDeclaration>>
  readonly invariants?: readonly Invariant[]
  /**
   * What it adds to the command line, by names that are its own or begin with its own and a space. They work
   * without a database, whether it is on or not.
   */
  readonly commands?: Readonly<Record<string, PluginCommand>>
  /** Its screens at the desk. */
  readonly admin?: AdminDeclaration
  readonly lifecycle?: Lifecycle
}
