import { type Person, refuse, type ServiceContext } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { factorStanding } from './factor.service.ts'
import { judgeCounted } from './judge-counted.ts'

/** What somebody shows who is logged in. */
export interface SelfProof {
  readonly person: Person
  readonly request: FastifyRequest
  readonly password?: string | undefined
  readonly answer?: string | undefined
}

/**
 * Whoever finds a desk that somebody left open does not make it his own: the password is asked again, and a
 * code
 * where there are codes.
 */
export async function prove(
  context: ServiceContext,
  { person, request, password, answer }: SelfProof,
): Promise<void> {
  if (person.hasPassword) {
    if (password === undefined) throw refuse('sso.password_needed', {}, '/password')
    await context.people.provePassword(person.id, { password, address: request.ip })
  }
  const { isSetUp } = await context.transaction(context.actor, (trx) => factorStanding(trx, person.id))
  if (!isSetUp) return
  if (answer === undefined) throw refuse('sso.answer_needed', {}, '/answer')
  await judgeCounted(context, { account: person.id, answer })
}
