import type { ServiceContext } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import { systemActor } from '../access/system-actor.ts'
import { createFileStore } from '../files/file.store.ts'
import { resolveByMachine } from '../outbound/checked-target.ts'
import { createHttpClient } from '../outbound/http-client.ts'
import { allowedOf } from '../outbound/target.service.ts'
import type { Kernel } from './kernel.ts'

/** The members of a plugin's context that reach what is not the database. */
export type OutsideServices = Pick<ServiceContext, 'http' | 'files'>

/** Makes them for one plugin, whose name stands in their log. */
export function outsideServices({ database, files }: Kernel, log: FastifyBaseLogger): OutsideServices {
  return {
    files: createFileStore(files),
    http: createHttpClient({
      log,
      resolve: resolveByMachine,
      allowed: (host) => database.transaction(systemActor, (trx) => allowedOf(trx, host)),
    }),
  }
}
