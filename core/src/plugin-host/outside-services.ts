import type { ServiceContext } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import { calendars } from '../calendar/calendar.service.ts'
import { createFileStore } from '../files/file.store.ts'
import { createMailSender } from '../mail/mail-sender.ts'
import { resolveByMachine } from '../outbound/checked-target.ts'
import { type ClientOptions, createHttpClient } from '../outbound/http-client.ts'
import { allowedOf } from '../outbound/target.service.ts'
import { createTcpClient } from '../outbound/tcp-client.ts'
import { createRenderer } from '../render/renderer.ts'
import { signing } from '../signatures/signature.service.ts'
import type { Kernel } from './kernel.ts'

/** The members of a plugin's context that reach what is not the database. */
export type OutsideServices = Pick<
  ServiceContext,
  'http' | 'tcp' | 'files' | 'calendar' | 'sign' | 'render' | 'mail'
>

/** Makes them for one plugin, whose name stands in their log. */
export function outsideServices(
  { database, files, secrets }: Kernel,
  { plugin, log }: { plugin: string; log: FastifyBaseLogger },
): OutsideServices {
  const store = createFileStore(files)
  const outbound: ClientOptions = {
    log,
    resolve: resolveByMachine,
    allowed: (host) => database.callers.use((client) => allowedOf(client, host)),
  }
  return {
    calendar: calendars,
    files: store,
    mail: createMailSender(plugin, store, secrets),
    render: createRenderer(),
    sign: signing,
    http: createHttpClient(outbound),
    tcp: createTcpClient(outbound),
  }
}
