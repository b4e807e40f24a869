/* The receivers of the benchmark, as a process: some that answer at once, and one that never does. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

let received = 0

/** One that reads what comes and acknowledges it. */
function prompt(): Server {
  return createServer((request, response) => {
    request.resume()
    request.once('end', () => {
      received += 1
      response.writeHead(204).end()
    })
  })
}

const hanging = (): Server => createServer((request) => void request.resume())

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

process.once('message', async ({ healthy }: { healthy: number }) => {
  const ports = await Promise.all(Array.from({ length: healthy }, () => listen(prompt())))
  const last = await listen(hanging())
  process.on('message', () => process.send!(received))
  process.once('disconnect', () => process.exit())
  process.send!({ ports, hanging: last })
})
