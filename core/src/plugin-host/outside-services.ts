import type { ServiceContext } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import { calendars } from '../calendar/calendar.service.ts'
import { createFileStore } from '../files/file.store.ts'
import { resolveByMachine } from '../outbound/checked-target.ts'
import { createHttpClient } from '../outbound/http-client.ts'
import { allowedOf } from '../outbound/target.service.ts'
import { signing } from '../signatures/signature.service.ts'
import type { Kernel } from './kernel.ts'

/** The members of a plugin's context that reach what is not the database. */
export type OutsideServices = Pick<ServiceContext, 'http' | 'files' | 'calendar' | 'sign'>

/** Makes them for one plugin, whose name stands in their log. */
export function outsideServices({ database, files }: Kernel, log: FastifyBaseLogger): OutsideServices {
  return {
    calendar: calendars,
    files: createFileStore(files),
    sign: signing,
    http: createHttpClient({
      log,
      resolve: resolveByMachine,
      allowed: (host) => database.callers.use((client) => allowedOf(client, host)),
    }),
  }
}
