import type { Readable } from 'node:stream'

/**
 * The lines of a stream as they come, each without its end, which may be CR LF. A carriage return within a
 * line and the separators of Unicode end none: what a scanner or a program sends may hold them. The last line
 * needs no end.
 */
export async function* readLines(stream: Readable): AsyncGenerator<string> {
  stream.setEncoding('utf8')
  const begun: string[] = []
  for await (const chunk of stream as AsyncIterable<string>) {
    const [first = '', ...others] = chunk.split('\n')
    begun.push(first)
    for (const next of others) {
      yield withoutReturn(begun.join(''))
      begun.splice(0, begun.length, next)
    }
  }
  const last = begun.join('')
  if (last !== '') yield withoutReturn(last)
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
