import type { LogInAnswer } from '@stowage/sdk'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ABSOLUTE_DAYS, type Browser } from '../sessions/open-session.ts'
import { giveCookie, SESSION_COOKIE } from '../sessions/session-cookie.ts'
import { STEP_MINUTES, type Standing } from './log-in.service.ts'

/** The cookie of who is on his way in. */
export const LOG_IN_COOKIE = 'stowage_log_in'

/** The browser that a request comes from. */
export function browserOf({ ip, headers, id, cookies }: FastifyRequest): Browser {
  return {
    address: ip,
    userAgent: headers['user-agent'],
    requestId: id,
    previousToken: cookies[SESSION_COOKIE],
  }
}

/** Gives the browser what it has to carry, and says where the log-in stands. */
export function answerStanding(
  request: FastifyRequest,
  reply: FastifyReply,
  { standing, titleOf }: { standing: Standing; titleOf: (step: { plugin: string; title: string }) => string },
): LogInAnswer {
  if (!standing.isIn) {
    const { name } = standing.step
    giveCookie(request, reply, { name: LOG_IN_COOKIE, value: standing.token, hours: STEP_MINUTES / 60 })
    return { isIn: false, step: { name, title: titleOf(standing.step) } }
  }
  giveCookie(request, reply, { name: SESSION_COOKIE, value: standing.token, hours: ABSOLUTE_DAYS * 24 })
  if (request.cookies[LOG_IN_COOKIE] !== undefined) reply.clearCookie(LOG_IN_COOKIE, { path: '/' })
  request.actor = standing.actor
  return { isIn: true }
}
