/** The server that mail is handed to, and as whom. */
export interface MailServer {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  readonly auth?: { readonly user: string; readonly pass: string }
}

const PORTS = { 'smtps:': 465, 'smtp:': 587 } as const

/**
 * Reads `smtps://name:password@mail.example.com:465`. Nodemailer would read the address as well, and what
 * stands in its query as further settings: to run a program in the server's place, or to write the log-in
 * into the log.
 */
export function mailServerOf(smtpUrl: string): MailServer {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl)
  const isSecure = protocol === 'smtps:'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? PORTS[isSecure ? 'smtps:' : 'smtp:'] : Number(port),
    secure: isSecure,
    ...(username !== '' && { auth: { user: decoded(username), pass: decoded(password) } }),
  }
}

/** A password may have a `%` that encodes nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
