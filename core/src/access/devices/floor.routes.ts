import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse } from '@stowage/sdk'
import { Type } from 'typebox'
import type { AccessService } from '../access.service.ts'
import { describe } from '../sessions/session.routes.ts'
import { Me } from '../sessions/session.schemas.ts'
import { giveCookie, SESSION_COOKIE } from '../sessions/session-cookie.ts'
import { FLOOR_HOURS } from './badge.service.ts'
import { BadgeLogIn, DeviceProof, FloorPerson, ThisDevice } from './device.schemas.ts'
import { DEVICE_COOKIE, deviceTokenOf, readDeviceCode } from './device-token.ts'

const DEVICE_HOURS = 400 * 24
const config = { public: true } as const
const tags = ['access']

/** What a device of the floor asks. Public, because it knows itself by its token. */
export function floorRoutes(access: AccessService): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(thisDeviceRoutes(access))

    app.post(
      '/session/badge',
      {
        config,
        schema: {
          tags,
          summary: 'Log in on a registered device by badge, or by person and PIN',
          body: BadgeLogIn,
          response: { 200: Me },
        },
      },
      async (request, reply) => {
        const { token, actor } = await access.floor.logIn({
          ...request.body,
          device: deviceTokenOf(request),
          address: request.ip,
          requestId: request.id,
        })
        giveCookie(request, reply, { name: SESSION_COOKIE, value: token, hours: FLOOR_HOURS })
        request.actor = actor
        return describe(access, request)
      },
    )
  }
}

/** `/device`: which device this is, and who may log in on it. */
function thisDeviceRoutes(access: AccessService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/device',
      {
        config,
        schema: {
          tags,
          summary: 'Tell a browser which device it is, by the token that was shown once',
          body: DeviceProof,
          response: { 200: ThisDevice },
        },
      },
      async (request, reply) => {
        const token = readDeviceCode(request.body.token)
        const device = await access.floor.enrol({ token, address: request.ip })
        giveCookie(request, reply, { name: DEVICE_COOKIE, value: token, hours: DEVICE_HOURS })
        return device
      },
    )

    app.get(
      '/device',
      { config, schema: { tags, summary: 'Which device is this', response: { 200: ThisDevice } } },
      async (request, reply) => {
        const token = deviceTokenOf(request)
        if (token === undefined) throw refuse('access.device_unknown')
        reply.header('cache-control', 'no-store')
        return access.floor.enrol({ token, address: request.ip })
      },
    )

    app.get(
      '/device/people',
      {
        config,
        schema: {
          tags,
          summary: 'Who may log in on this device by PIN',
          description: 'Their names are told to a registered device alone; 500 at most.',
          response: { 200: Type.Object({ data: Type.Array(FloorPerson) }) },
        },
      },
      async (request, reply) => {
        const token = deviceTokenOf(request)
        if (token === undefined) throw refuse('access.device_unknown')
        reply.header('cache-control', 'no-store')
        return { data: await access.floor.people({ token, address: request.ip }) }
      },
    )
  }
}
