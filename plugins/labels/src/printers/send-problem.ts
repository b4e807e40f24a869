import { DomainError } from '@stowage/sdk'

/** Why a job was not sent: one of our codes, with its facts. */
export interface SendProblem {
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** What of the clients' refusals means the same to whoever looks at a queue. */
const NOT_ALLOWED = new Set(['host.tcp_not_allowed', 'host.http_address_refused', 'host.http_scheme_refused'])

/** Tells a failure in the words of printers. */
export function problemOf(error: unknown, { host, port }: { host: string; port: number }): SendProblem {
  if (!(error instanceof DomainError)) {
    return {
      code: 'labels.printer_unreachable',
      facts: { host, port, reason: (error as Error).message.slice(0, 100) },
    }
  }
  const { code, facts } = error
  if (code.startsWith('labels.')) return { code, facts }
  if (NOT_ALLOWED.has(code)) return { code: 'labels.printer_not_allowed', facts: { host, port } }
  if (code === 'host.target_never') return { code: 'labels.printer_host_refused', facts: { host } }
  if (code === 'host.http_timeout')
    return { code: 'labels.printer_silent', facts: { host, port, seconds: facts.seconds } }
  const reason = code === 'host.http_name_unknown' ? 'nobody knows the name' : (facts.reason ?? code)
  return { code: 'labels.printer_unreachable', facts: { host, port, reason } }
}
