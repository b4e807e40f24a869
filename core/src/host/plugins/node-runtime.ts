/*
 * One node and its set of plugins, the story of its life:
 *   1. it makes the set that is on, and serves;
 *   2. each second, and whenever it is woken, it says that it lives and hears which set is on;
 *   3. when a change is under way it makes the next set beside the one it serves, and says so;
 *   4. when the set's number has risen it hands what comes from then on to the next set, lets the old one
 *      answer what it has, and closes it;
 *   5. when an administrator has changed fields it makes the same set anew, and goes on as in 4.
 * A node that cannot follow goes on reading; its postings are refused, because they ask for the number.
 */
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { PluginDeclaration, Services } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import type { Generation } from '../../app.ts'
import type { Database } from '../../database/database.ts'
import { newId } from '../../database/ids.ts'
import { choosePlugins } from '../../plugin-host/choose-plugins.ts'
import type { PluginCatalog } from '../../plugin-host/discover.ts'
import { HostError } from '../../plugin-host/host-error.ts'
import type { ChangeOrder, HookFailure, PluginRuntime } from '../../plugin-host/plugin-runtime.ts'
import { Switchboard } from '../../plugin-host/switchboard.ts'
import { type Background, startBackground } from '../background.ts'
import type { ChangeContext } from './change.ts'
import { ChangeListener } from './change-listener.ts'
import { recoverAbandoned } from './change-lock.ts'
import { beginChange } from './change-plugins.ts'
import type { PluginExport } from './export-plugin.ts'
import { takeFirstStep } from './first-step.ts'
import { type Beat, beat, countFailures, type Heard, leave, type RunningChange, sayBuilt } from './nodes.ts'
import { keepFound, type PluginSet } from './plugin-set.ts'
import { removePlugin } from './remove-plugin.ts'
import { withServed } from './served-catalog.ts'
import { type Build, enabledNames, isSameSet, makeServing, retire, type Serving } from './serving.ts'

const BEAT_MS = 1_000
const FOLLOW_PATIENCE_MS = 10_000
/** A change that nobody goes on with is ended by whoever sees it first. */
const ABANDONED_AFTER_BEATS = 3

/** What a node is made of. */
export interface NodeOptions {
  readonly database: Database
  readonly log: FastifyBaseLogger
  readonly core: readonly PluginDeclaration[]
  /** Core and the plugins that are on, as the database has them. */
  readonly set: PluginSet
  readonly discover: () => Promise<PluginCatalog>
  /** Where what removed plugins kept is written to. */
  readonly removedFolder: string
  readonly build: Build
}

interface Prepared {
  readonly change: string
  readonly serving: Serving
}

/** A node that serves, and follows the set of plugins. */
export class NodeRuntime {
  readonly id = newId()
  readonly #options: NodeOptions
  readonly #switchboard: Switchboard
  /** What the set that serves does beside answering; one set after the other. */
  #background: Promise<Background | undefined> = Promise.resolve(undefined)
  readonly #end = new AbortController()
  readonly #retiring = new Set<Promise<void>>()
  readonly #followers = new Set<() => void>()
  #serving: Serving
  #prepared: Prepared | undefined
  #failedChange: string | undefined
  #wake: (() => void) | undefined
  readonly #listener: ChangeListener
  #running: Promise<void> | undefined
  #changing: Promise<void> = Promise.resolve()
  #firstSteps: Promise<void> | undefined
  readonly #failures: HookFailure[] = []
  #abandonedBeats = 0
  #isDatabaseGone = false

  private constructor(options: NodeOptions, serving: Serving) {
    this.#options = options
    this.#serving = serving
    this.#switchboard = new Switchboard(serving.extension)
    this.#listener = new ChangeListener(options.database.access, () => this.#wake?.())
  }

  /** Makes the first set. @throws HostError when it cannot be made */
  static async make(options: NodeOptions): Promise<NodeRuntime> {
    let node: NodeRuntime | undefined
    const serving = await makeServing(options.build, options.set, (retire) => node!.facadeFor(retire))
    node = new NodeRuntime(options, serving)
    return node
  }

  /** The set that serves now. */
  get current(): Generation {
    return this.#serving.generation
  }

  /** The number of the set that serves now. */
  get epoch(): number {
    return this.#serving.set.epoch
  }

  /** Begins to serve, and to follow. @throws what listening throws */
  async listen(host: string, port: number): Promise<string> {
    await recoverAbandoned(this.#options.database)
    await this.#beat()
    const url = await this.#switchboard.listen(host, port)
    this.#workInBackground()
    await this.#background
    this.#running = this.#follow()
    return url
  }

  /** Answers what it has taken, and leaves. The pools are the caller's. */
  async close(): Promise<void> {
    await this.#changing
    this.#end.abort()
    this.#wake?.()
    await this.#running
    await this.#firstSteps
    await this.#background.then((background) => background?.stop())
    this.#serving.retire.abort()
    await this.#switchboard.close()
    await Promise.all(this.#retiring)
    await this.#prepared?.serving.generation.app.close()
    await this.#serving.generation.app.close()
    await this.#listener.close()
    await leave(this.#options.database.appAll, this.id).catch(() => {})
  }

  /** Counts a fault of a plugin; the list of plugins shows it. */
  countFailure(failure: HookFailure): void {
    this.#failures.push(failure)
  }

  /** What one set of plugins may ask of the node. */
  facadeFor(retire: AbortController): PluginRuntime {
    return {
      retired: retire.signal,
      successor: (epoch) => this.#successor(epoch),
      catalog: () => this.#catalog(),
      change: (order) => this.#change(order),
      remove: (order) => this.#remove(order),
      hookFailed: (failure) => this.countFailure(failure),
      tryOut: (name) => this.#tryOut(name),
    }
  }

  async #successor(epoch: number): Promise<Services | undefined> {
    const until = Date.now() + FOLLOW_PATIENCE_MS
    while (this.epoch <= epoch && Date.now() < until && !this.#end.signal.aborted) {
      this.#wake?.()
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer)
          this.#followers.delete(done)
          resolve()
        }
        const timer = setTimeout(done, 250)
        this.#followers.add(done)
      })
    }
    return this.epoch > epoch ? this.#serving.generation.services : undefined
  }

  async #catalog(): Promise<PluginCatalog> {
    const { core, discover } = this.#options
    return withServed(await discover(), this.#serving.set, core)
  }

  async #change(order: ChangeOrder): Promise<void> {
    const { database, core, log } = this.#options
    const catalog = await this.#catalog()
    await keepFound(database.access, catalog)
    const context: ChangeContext = {
      database,
      core,
      catalog,
      log,
      servicesOf: async (set) => this.#servicesOf(set),
    }
    const { ended } = await beginChange(context, order)
    this.#changing = ended
  }

  async #remove({ plugin, author }: Pick<ChangeOrder, 'plugin' | 'author'>): Promise<PluginExport> {
    const { database, core, removedFolder } = this.#options
    return removePlugin(database, { plugin, author, core, removedFolder })
  }

  /** The services of a set that this node serves or has ready, or of one that is made for the moment. */
  async #servicesOf(set: PluginSet): Promise<Services> {
    const known = [this.#serving, this.#prepared?.serving].find((one) => one && isSameSet(one.set, set))
    if (known !== undefined) return known.generation.services
    const { generation } = await this.#makeServing(set)
    await generation.app.close()
    return generation.services
  }

  async #tryOut(name: string) {
    const { core } = this.#options
    const enabled = [...enabledNames(this.#serving.set, core), name]
    const plugins = choosePlugins({ core, catalog: await this.#catalog(), enabled })
    const { app, routes } = await this.#options.build({ set: { epoch: this.epoch, plugins }, isTrial: true })
    await app.close()
    return routes
  }

  async #follow(): Promise<void> {
    while (!this.#end.signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      const rest = new AbortController()
      await Promise.race([woken, pause(BEAT_MS, undefined, { signal: rest.signal }).catch(() => {})])
      rest.abort()
      if (!this.#end.signal.aborted) await this.#beat()
    }
  }

  async #beat(): Promise<void> {
    const { database, log } = this.#options
    try {
      const heard = await beat(database.appAll, this.#said())
      if (this.#failures.length > 0) await countFailures(database.appAll, this.#failures.splice(0))
      const before = this.#serving
      await this.#obey(heard)
      // Whoever waits for the change hears of it at once.
      if (this.#serving !== before) await beat(database.appAll, this.#said())
      if (this.#isDatabaseGone) log.info('the set of plugins is followed again')
      this.#isDatabaseGone = false
      await this.#listener.listen()
    } catch (err) {
      if (!this.#isDatabaseGone)
        log.error({ err }, 'the set of plugins cannot be followed; tried again each second')
      this.#isDatabaseGone = true
    }
  }

  #said(): Beat {
    const { set, generation } = this.#serving
    const { fieldsNumber: fields } = generation.kernel
    return { node: this.id, name: `${hostname()} ${process.pid}`, epoch: set.epoch, fields }
  }

  async #obey(heard: Heard): Promise<void> {
    const { epoch, fields, enabled, change, untried } = heard
    if (epoch !== this.epoch || fields !== this.#said().fields) return this.#swapTo(heard)
    if (change === undefined) {
      this.#abandonedBeats = 0
      await this.#dropPrepared()
      if (untried.length === 0) return
      this.#firstSteps ??= this.#takeFirstSteps(untried).finally(() => {
        this.#firstSteps = undefined
      })
      return
    }
    if (change.step === 'build' && this.#prepared?.change !== change.id && this.#failedChange !== change.id) {
      await this.#prepare(change, enabled)
    }
    this.#abandonedBeats += 1
    if (this.#abandonedBeats % ABANDONED_AFTER_BEATS === 0) await recoverAbandoned(this.#options.database)
  }

  /** Whoever switched these on was killed before they took their first step. It may take its time. */
  async #takeFirstSteps(names: readonly string[]): Promise<void> {
    const { set, generation } = this.#serving
    const { database, log } = this.#options
    try {
      for (const plugin of set.plugins.filter(({ name }) => names.includes(name))) {
        await takeFirstStep({ database, log, plugin, services: generation.services })
      }
    } catch (err) {
      log.error({ err, plugins: names }, 'the first step of a plugin could not be taken')
    }
  }

  /** Makes the next set beside the one that serves, and says so. */
  async #prepare({ id, plugin, action }: RunningChange, enabled: readonly string[]): Promise<void> {
    const { database, core, log } = this.#options
    await this.#dropPrepared()
    try {
      const names = action === 'enable' ? [...enabled, plugin] : enabled.filter((name) => name !== plugin)
      const plugins = choosePlugins({ core, catalog: await this.#catalog(), enabled: names })
      const serving = await this.#makeServing({ epoch: this.epoch + 1, plugins })
      this.#prepared = { change: id, serving }
      await sayBuilt(database.appAll, this.id, { change: id })
    } catch (err) {
      log.error({ err, plugin }, 'the next set of plugins could not be made')
      this.#failedChange = id
      const code = err instanceof HostError ? err.code : 'host.build_failed'
      const detail = err instanceof Error ? err.message : String(err)
      await sayBuilt(database.appAll, this.id, { change: id, error: { code, detail } })
    }
  }

  /** Puts another set in the place of the one that serves. */
  async #swapTo({ epoch, fields, enabled }: Heard): Promise<void> {
    const { core, log } = this.#options
    const ready = this.#prepared?.serving
    const names = [...enabled].sort().join()
    let next = ready
    if (
      ready === undefined ||
      ready.set.epoch !== epoch ||
      ready.generation.kernel.fieldsNumber !== fields ||
      enabledNames(ready.set, core).sort().join() !== names
    ) {
      await this.#dropPrepared()
      const plugins = choosePlugins({ core, catalog: await this.#catalog(), enabled })
      next = await this.#makeServing({ epoch, plugins })
    }
    this.#prepared = undefined
    const old = this.#serving
    this.#serving = next!
    const before = this.#switchboard.connect(next!.extension)
    for (const follower of [...this.#followers]) follower()
    this.#workInBackground()
    const retiring = retire(old, before, log).finally(() => this.#retiring.delete(retiring))
    this.#retiring.add(retiring)
    log.info({ epoch, plugins: enabled }, 'another set of plugins serves')
  }

  #workInBackground(): void {
    const { generation } = this.#serving
    this.#background = this.#background.then(async (before) => {
      await before?.stop()
      return startBackground(generation)
    })
    this.#background.catch((err) => this.#options.log.error({ err }, 'the background work did not start'))
  }

  async #dropPrepared(): Promise<void> {
    const prepared = this.#prepared
    this.#prepared = undefined
    await prepared?.serving.generation.app.close()
  }

  #makeServing(set: PluginSet): Promise<Serving> {
    return makeServing(this.#options.build, set, (retire) => this.facadeFor(retire))
  }
}
