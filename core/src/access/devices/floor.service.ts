import { type Actor, refuse, type ServiceContext } from '@stowage/sdk'
import type { Static } from 'typebox'
import { countAttempt } from '../sessions/log-in-throttle.ts'
import { FLOOR_IDLE_MINUTES } from '../sessions/session.service.ts'
import { systemActor } from '../system-actor.ts'
import { type BadgeAttempt, logInByBadge } from './badge.service.ts'
import type { FloorPerson, ThisDevice } from './device.schemas.ts'
import { deviceByToken } from './device.service.ts'
import { peopleOfSite } from './floor-people.ts'

/** What devices of the floor ask. */
export interface FloorService {
  /** @throws `access.device_unknown`, `access.too_many_attempts` */
  enrol(proof: { token: string; address: string }): Promise<Static<typeof ThisDevice>>
  /** Who may log in on it by PIN. @throws `access.device_unknown`, `access.too_many_attempts` */
  people(proof: { token: string; address: string }): Promise<Static<typeof FloorPerson>[]>
  /** @throws `access.device_unknown`, `access.badge_unknown`, `access.too_many_attempts` */
  logIn(wish: BadgeAttempt): Promise<{ token: string; actor: Actor }>
}

/** Makes the service of the floor. */
export function createFloorService(context: ServiceContext): FloorService {
  const known = async ({ token, address }: { token: string; address: string }) => {
    const device = await context.transaction(systemActor, (trx) => deviceByToken(trx, token))
    if (device !== undefined) return device
    await countAttempt(context, { route: 'device', account: null, address })
    throw refuse('access.device_unknown')
  }
  return {
    logIn: (wish) => logInByBadge(context, wish),
    async enrol(proof) {
      const { siteNumber: _, ...told } = await known(proof)
      return { ...told, idleMinutes: FLOOR_IDLE_MINUTES }
    },
    async people(proof) {
      const { siteNumber } = await known(proof)
      return context.transaction(systemActor, (trx) => peopleOfSite(trx, siteNumber))
    },
  }
}
