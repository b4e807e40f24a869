/** How to call the npm that called us, or else the one on the path. */
import { basename } from 'node:path'

/** @returns {{ program: string, args: string[] }} the program, and its first arguments */
export function npm() {
  const caller = process.env.npm_execpath
  if (caller && basename(caller) === 'npm-cli.js') return { program: process.execPath, args: [caller] }
  if (process.platform === 'win32') return { program: 'cmd.exe', args: ['/d', '/s', '/c', 'npm'] }
  return { program: 'npm', args: [] }
}
