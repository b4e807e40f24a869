/**
 * One request to a system outside.
 * @since 0.1.0
 */
export interface OutboundRequest {
  /** `https://…`. Plain http, and addresses within the house's network, need the administrator's leave. */
  readonly url: string
  /** GET unless said. */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as it is; name its `content-type` among the headers. */
  readonly body?: string | Uint8Array
  /** Sent as JSON, in the place of a body. */
  readonly json?: unknown
  /** For all of it: name, connection, answer. 10,000 unless said, 60,000 at most. */
  readonly timeoutMs?: number
  /** The longest answer that is taken. 1 MiB unless said, 32 MiB at most. */
  readonly maxBytes?: number
  /**
   * Leaves the connection open for the next such request to the same address, for some seconds. For that
   * long what
   * was found of the address counts: the name's machine, and an administrator's leave, for one second.
   */
  readonly keepAlive?: true
  /** Gives up when it is aborted. */
  readonly signal?: AbortSignal
}

/**
 * What came back, whatever its status. A redirect is an answer like any other: nobody follows it.
 * @since 0.1.0
 */
export interface OutboundAnswer {
  readonly status: number
  /** By names in lower case; what came several times is joined by commas. */
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
  text(): string
  /** @throws DomainError `host.http_not_json` */
  json<Body = unknown>(): Body
}

/**
 * The one way out of the process. Every address that a name stands for is looked at before anything is sent,
 * and the connection goes to the address that was looked at.
 * @since 0.1.0
 * @example const { status } = await context.http.request({ url: 'https://carrier.example/labels', json:
 * label })
 */
export interface HttpClient {
  /**
   * @throws DomainError `host.http_url_invalid`, `host.http_scheme_refused`, `host.http_address_refused`,
   *   `host.http_name_unknown`, `host.http_timeout`, `host.http_failed`, `host.http_answer_too_large`
   */
  request(request: OutboundRequest): Promise<OutboundAnswer>
  /**
   * Looks whether an address may be called as it stands, and sends nothing.
   * @throws DomainError `host.http_url_invalid`, `host.http_scheme_refused`, `host.http_address_refused`,
   *   `host.http_name_unknown`, `host.http_timeout`
   */
  check(url: string): Promise<void>
}
