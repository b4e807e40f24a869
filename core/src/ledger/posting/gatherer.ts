import { refuse } from '@stowage/sdk'

/** How much may be gathered at once. */
export interface GatherLimits {
  /** Groups in flight at once. Two measured best: while one commits, the next is judged. */
  readonly lanes: number
  /** The weight of one group; a heavier task goes alone. */
  readonly groupWeightMax: number
  /** What may wait before newcomers are turned away. */
  readonly waitingWeightMax: number
}

interface Entry<Task> {
  readonly task: Task
  readonly weight: number
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * Group commit: whoever comes while all lanes are busy waits and goes with the next group. There is no timer,
 * so that a lone caller waits for nobody.
 */
export class Gatherer<Task> {
  readonly #limits: GatherLimits
  readonly #run: (tasks: readonly Task[]) => Promise<void>
  #waiting: Entry<Task>[] = []
  #waitingWeight = 0
  #busyLanes = 0

  constructor(limits: GatherLimits, run: (tasks: readonly Task[]) => Promise<void>) {
    this.#limits = limits
    this.#run = run
  }

  /**
   * Resolves once the task's group is done. `run` tells each task its own outcome; what it throws goes to
   * all.
   * @throws `ledger.busy` when too much waits already
   */
  add(task: Task, weight: number): Promise<void> {
    if (this.#waitingWeight > 0 && this.#waitingWeight + weight > this.#limits.waitingWeightMax) {
      throw refuse('ledger.busy', { waiting: this.#waitingWeight })
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, weight, resolve, reject })
      this.#waitingWeight += weight
      this.#start()
    })
  }

  #start(): void {
    while (this.#busyLanes < this.#limits.lanes && this.#waiting.length > 0) {
      this.#busyLanes += 1
      void this.#runGroup(this.#takeGroup())
    }
  }

  async #runGroup(group: readonly Entry<Task>[]): Promise<void> {
    try {
      await this.#run(group.map(({ task }) => task))
      for (const { resolve } of group) resolve()
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
    this.#busyLanes -= 1
    this.#start()
  }

  #takeGroup(): Entry<Task>[] {
    let weight = 0
    let count = 0
    for (const entry of this.#waiting) {
      if (count > 0 && weight + entry.weight > this.#limits.groupWeightMax) break
      weight += entry.weight
      count += 1
    }
    this.#waitingWeight -= weight
    const group = this.#waiting.slice(0, count)
    this.#waiting = this.#waiting.slice(count)
    return group
  }
}
