import type { Writable } from 'node:stream'

const LINE_EVERY_MS = 2000
const SPIN_EVERY_MS = 120

/** Where text goes, which may be a terminal. */
export type TextStream = Writable & { readonly isTTY?: boolean | undefined }

/** Tells a waiting person what goes on. It writes to standard error, so that results can be piped. */
export interface Progress {
  /**
   * Runs one step under a title. While it runs the line is repeated, with whatever `tell` last said; a quick
   * step leaves no trace on a log.
   */
  step<Result>(title: string, work: (tell: (detail: string) => void) => Promise<Result>): Promise<Result>
}

/** On a terminal one line that moves; else a line every two seconds. */
export function createProgress(stream: TextStream): Progress {
  const isTerminal = stream.isTTY === true
  const everyMs = isTerminal ? SPIN_EVERY_MS : LINE_EVERY_MS
  return {
    async step(title, work) {
      let detail = ''
      let turn = 0
      const started = Date.now()
      const show = () => {
        const seconds = Math.round((Date.now() - started) / 1000)
        const text = `${title}${detail && `: ${detail}`}, ${seconds} s`
        stream.write(isTerminal ? `\r\x1b[K${'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'[turn++ % 10]} ${text}` : `${text}\n`)
      }
      const timer = setInterval(show, everyMs)
      try {
        return await work((told) => {
          detail = told
        })
      } finally {
        clearInterval(timer)
        if (isTerminal) stream.write('\r\x1b[K')
      }
    },
  }
}
