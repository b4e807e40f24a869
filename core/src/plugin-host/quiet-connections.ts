import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Keeps connections that were opened and ask for nothing from using up all that there can be. Whoever holds
 * more of them than this from one address loses his oldest; one that has asked once no longer counts, so
 * that a proxy, which opens one when it has something to ask, never notices.
 */
export function endQuietConnections(server: Server, most: number): void {
  const quiet = new Map<string, Set<Socket>>()
  const forget = (socket: Socket, address: string) => {
    const own = quiet.get(address)
    own?.delete(socket)
    if (own?.size === 0) quiet.delete(address)
  }
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    const own = quiet.get(address) ?? new Set()
    quiet.set(address, own.add(socket))
    socket.once('close', () => forget(socket, address))
    const [oldest] = own
    if (own.size > most) oldest!.destroy()
  })
  server.on('request', ({ socket }) => forget(socket, socket.remoteAddress ?? ''))
}
