/** A long step of the launcher: told while it runs, and its output shown only if it fails. */
import { spawn } from 'node:child_process'

const LINE_EVERY_MS = 2000
const SPIN_EVERY_MS = 120
const KEPT_START = 1500
const KEPT_END = 1500

/** A step that did not work. Its message is a sentence for the person at the keyboard. */
export class StepFailure extends Error {}

/**
 * Runs a program and says what goes on: a moving line on a terminal, else a line every two seconds.
 * @param {{ title: string, program: string, args: string[], cwd: string, env?: object, failure: string }}
 * step
 * @throws {StepFailure} with how the program's output began and ended, when it fails
 */
export async function runStep({ title, program, args, cwd, env = process.env, failure }) {
  const started = Date.now()
  const stopTelling = tell(title, started)
  let begin = ''
  let end = ''
  const keep = (chunk) => {
    const room = Math.max(0, KEPT_START - begin.length)
    begin += String(chunk).slice(0, room)
    end = (end + String(chunk).slice(room)).slice(-KEPT_END)
  }
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const handOn = (signal) => child.kill(signal)
  process.on('SIGINT', handOn).on('SIGTERM', handOn)
  const problem = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(code === 0 ? undefined : `it ended with ${code ?? signal}`))
  })
  process.off('SIGINT', handOn).off('SIGTERM', handOn)
  stopTelling()
  if (problem)
    throw new StepFailure(`${failure} (${problem}).\n${(end ? `${begin}\n…\n${end}` : begin).trim()}`)
  process.stderr.write(`${title}: done in ${seconds(started)} s\n`)
}

/** Starts telling that a step goes on. @returns {() => void} ends it */
function tell(title, started) {
  const isTerminal = process.stderr.isTTY
  if (!isTerminal) process.stderr.write(`${title} …\n`)
  let turn = 0
  const timer = setInterval(
    () => {
      const sign = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'[turn++ % 10]
      const line = isTerminal
        ? `\r${sign} ${title}, ${seconds(started)} s`
        : `${title} … ${seconds(started)} s\n`
      process.stderr.write(line)
    },
    isTerminal ? SPIN_EVERY_MS : LINE_EVERY_MS,
  )
  return () => {
    clearInterval(timer)
    if (isTerminal) process.stderr.write('\r\x1b[K')
  }
}

function seconds(since) {
  return Math.round((Date.now() - since) / 1000)
}
