/**
 * Bytes for a device that speaks no HTTP: a label printer on port 9100, a scale, a signal lamp.
 * @since 0.1.0
 */
export interface TcpMessage {
  /** A name or an address, such as 10.0.0.5. */
  readonly host: string
  readonly port: number
  readonly bytes: Uint8Array
  /** For all of it: name, connection, taking the bytes. 10,000 unless said, 60,000 at most. */
  readonly timeoutMs?: number
  /** Gives up when it is aborted. */
  readonly signal?: AbortSignal
}

/**
 * The one way to a device over a plain connection. Nothing tells who is at its other end, so an administrator
 * names each device, by host and port together, among the allowed targets.
 * @since 0.1.0
 * @example await context.tcp.send({ host: '10.0.0.5', port: 9100, bytes })
 */
export interface TcpClient {
  /**
   * Connects, sends all bytes, closes, and comes back once the other side has taken them. What it does with
   * them nobody knows; sent again after a failure, it may come twice.
   * @throws DomainError `host.tcp_not_allowed`, `host.target_host_invalid`, `host.target_never`,
   *   `host.http_name_unknown`, `host.http_timeout`, `host.http_failed`
   */
  send(message: TcpMessage): Promise<void>
  /**
   * Refuses at once a host that is never connected to, so that a form can say so; who may be connected to is
   * decided anew each time.
   * @throws DomainError `host.target_host_invalid`, `host.target_never`
   */
  check(host: string): Promise<void>
}
