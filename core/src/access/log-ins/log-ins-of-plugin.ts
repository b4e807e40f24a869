import { type Guess, type LogIns, type PluginDeclaration, refuse, type ServiceContext } from '@stowage/sdk'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { inLanguage } from '../../plugin-host/messages.ts'
import { findPerson } from '../people/find-person.ts'
import { type Attempt, countAttempt, forgetAttempts } from '../sessions/log-in-throttle.ts'
import { systemActor } from '../system-actor.ts'
import type { Standing } from './log-in.service.ts'
import { answerStanding, browserOf, LOG_IN_COOKIE } from './log-in-answer.ts'
import { stepsKept } from './steps-kept.ts'

/** What `context.logIns` is for one plugin. */
export function logInsOf(
  plugin: string,
  context: Pick<ServiceContext, 'services' | 'transaction'>,
  plugins: readonly PluginDeclaration[],
): LogIns {
  const service = () => context.services.access.logIns
  const answer = (request: FastifyRequest, reply: FastifyReply, standing: Standing) =>
    answerStanding(request, reply, { standing, titleOf: titlesFor(plugins, request.language) })
  const attemptOf = ({ at, ...guess }: Guess): Attempt => ({ route: `${plugin}.${at}`, ...guess })
  return {
    ...stepsKept(plugin),
    async admit(request, reply, { user: account, way, passed = [] }) {
      return answer(request, reply, await service().admit({ account, way, passed }, browserOf(request)))
    },
    async begun(request) {
      const { account, step } = await service().onHisWay(request.cookies[LOG_IN_COOKIE])
      const person = await context.transaction(systemActor, (trx) => findPerson(trx, plugin, { id: account }))
      if (person === undefined || !step.startsWith(`${plugin}.`)) throw refuse('access.log_in_over')
      return { person, step }
    },
    async pass(request, reply, step) {
      const token = request.cookies[LOG_IN_COOKIE]
      return answer(request, reply, await service().pass(token, step, browserOf(request)))
    },
    count: (guess) => countAttempt(context, attemptOf(guess)),
    forget: (trx, guess) => forgetAttempts(trx, attemptOf(guess)),
  }
}

/** What a step is called in the reader's language. */
export function titlesFor(plugins: readonly PluginDeclaration[], language: string) {
  return ({ plugin: name, title }: { readonly plugin: string; readonly title: string }): string => {
    const plugin = plugins.find((known) => known.name === name)
    return plugin === undefined ? title : inLanguage(plugin, language, { title }).title
  }
}
