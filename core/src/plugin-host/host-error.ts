/**
 * Why the platform does not start: a stable code, the plugin that is at fault, and one sentence that says how
 * to mend it. The command line prints the sentence.
 */
export class HostError extends Error {
  readonly code: `host.${string}`
  readonly plugin: string

  constructor(code: `host.${string}`, plugin: string, sentence: string) {
    super(sentence)
    this.name = 'HostError'
    this.code = code
    this.plugin = plugin
  }
}
