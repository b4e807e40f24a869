import { type Actor, refuse, type ServiceContext } from '@stowage/sdk'
import type { Static } from 'typebox'
import { countAttempt } from '../sessions/log-in-throttle.ts'
import { systemActor } from '../system-actor.ts'
import { type BadgeAttempt, logInByBadge } from './badge.service.ts'
import type { ThisDevice } from './device.schemas.ts'
import { deviceByToken } from './device.service.ts'

/** What devices of the floor ask. */
export interface FloorService {
  /** @throws `access.device_unknown`, `access.too_many_attempts` */
  enrol(proof: { token: string; address: string }): Promise<Static<typeof ThisDevice>>
  /** @throws `access.device_unknown`, `access.badge_unknown`, `access.too_many_attempts` */
  logIn(wish: BadgeAttempt): Promise<{ token: string; actor: Actor }>
}

/** Makes the service of the floor. */
export function createFloorService(context: ServiceContext): FloorService {
  return {
    logIn: (wish) => logInByBadge(context, wish),
    async enrol({ token, address }) {
      const device = await context.transaction(systemActor, (trx) => deviceByToken(trx, token))
      if (device === undefined) {
        await countAttempt(context, { route: 'device', account: null, address })
        throw refuse('access.device_unknown')
      }
      const { siteNumber: _, ...told } = device
      return told
    },
  }
}
