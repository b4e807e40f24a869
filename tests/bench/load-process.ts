import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What a load generator reports when it is through. */
export interface LoadReport {
  readonly perSecond: number
  readonly [more: string]: unknown
}

/** A process of the benchmark: it gets its orders as one message and answers with one or more. */
export interface BenchProcess {
  readonly pid: number
  /** The next message. */
  answer<T>(): Promise<T>
  /** Sends it a message, and waits for the next one of its own. */
  ask<T>(question: string): Promise<T>
  stop(): Promise<void>
}

/** What the launcher starts `stowage start` with: every process that holds the service itself runs so. */
export const serverNodeOptions = ['--max-semi-space-size=64']

/** Starts one of the files beside this one as a process of its own. */
export function startProcess(
  file: string,
  orders: Readonly<Record<string, unknown>>,
  nodeOptions: readonly string[] = [],
): BenchProcess {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child = fork(path, {
    execArgv: [...process.execArgv, ...nodeOptions],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const answers: unknown[] = []
  let wake = (): void => {}
  child.on('message', (message) => {
    answers.push(message)
    wake()
  })
  child.send(orders)
  const answer = async <T>(): Promise<T> => {
    while (answers.length === 0) {
      const arrived = new Promise<undefined>((resolve) => {
        wake = () => resolve(undefined)
      })
      const code = await Promise.race([arrived, ended])
      if (code !== undefined && answers.length === 0)
        throw new Error(`${file} ended with ${code} before its answer`)
    }
    return answers.shift() as T
  }
  return {
    pid: child.pid!,
    answer,
    ask(question) {
      child.send(question)
      return answer()
    },
    async stop() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

/** Runs a load generator to its end. */
export async function runLoad(
  file: string,
  orders: Readonly<Record<string, unknown>>,
  nodeOptions: readonly string[] = [],
): Promise<LoadReport> {
  const load = startProcess(file, orders, nodeOptions)
  const report = await load.answer<LoadReport>()
  await load.stop()
  return report
}

/** In such a process: waits for the orders, does them, and sends the report. */
export async function obey<Orders>(work: (orders: Orders) => Promise<LoadReport>): Promise<void> {
  const orders = await new Promise<Orders>((resolve) =>
    process.once('message', (message) => resolve(message as Orders)),
  )
  const report = await work(orders)
  await new Promise((resolve) => process.send!(report, resolve))
  process.disconnect()
}
