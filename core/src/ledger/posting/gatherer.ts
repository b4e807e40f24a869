import { refuse } from '@stowage/sdk'

/** How much may be gathered at once. */
export interface GatherLimits {
  /** Groups in flight at once: while some are with the database, the next is judged. */
  readonly lanes: number
  /** What is worth a group of its own while others are in flight; below it a group costs more than it brings. */
  readonly groupWeightMin: number
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
 *
 * Few and large groups are cheaper than many small ones, because each has its round trips and its commit. So
 * another lane opens beside those in flight only for a group that is worth it, or that is twice as heavy as
 * they are: that way nobody stands long behind a small group that waits for a lock. Measured on two cores:
 * 64 single movements at a time +15 to +21 % against lanes that open at once; four batches of 100 at a time
 * +22 % with four lanes against two.
 */
export class Gatherer<Task> {
  readonly #limits: GatherLimits
  readonly #run: (tasks: readonly Task[]) => Promise<void>
  #waiting: Entry<Task>[] = []
  #waitingWeight = 0
  #busyLanes = 0
  #runningWeight = 0

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
    while (this.#waiting.length > 0 && this.#opensLane()) {
      const group = this.#takeGroup()
      void this.#runGroup(
        group,
        group.reduce((sum, { weight }) => sum + weight, 0),
      )
    }
  }

  #opensLane(): boolean {
    const { lanes, groupWeightMin } = this.#limits
    if (this.#busyLanes === 0) return true
    return this.#busyLanes < lanes && this.#waitingWeight >= Math.min(groupWeightMin, 2 * this.#runningWeight)
  }

  async #runGroup(group: readonly Entry<Task>[], weight: number): Promise<void> {
    this.#busyLanes += 1
    this.#runningWeight += weight
    try {
      await this.#run(group.map(({ task }) => task))
      for (const { resolve } of group) resolve()
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
    this.#busyLanes -= 1
    this.#runningWeight -= weight
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
