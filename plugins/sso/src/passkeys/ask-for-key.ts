import type { ServiceContext } from '@stowage/sdk'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { beginCeremony, type CeremonyWish, endCeremony, partyOf } from './ceremony.ts'
import type { KeyResponse } from './passkey.schemas.ts'
import { judgeKey, keyOptions } from './passkey.service.ts'

/** For what a key is shown, by which browser, and whose it has to be where that is known. */
export interface Asking extends CeremonyWish {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/**
 * Asks a browser to have a key shown.
 * @returns what goes to `navigator.credentials.get`
 */
export async function askForKey(context: ServiceContext, asking: Asking) {
  const party = await partyOf(context)
  const challenge = await beginCeremony(context, asking)
  const { account } = asking
  return context.transaction(context.actor, (trx) =>
    keyOptions(trx, { party, challenge, ...(account !== undefined && { account }) }),
  )
}

/**
 * Judges what was shown of what was asked.
 * @returns whose key it is
 */
export async function judgeShown(
  context: ServiceContext,
  asking: Asking,
  response: Static<typeof KeyResponse>,
): Promise<string> {
  const party = await partyOf(context)
  const challenge = await endCeremony(context, asking)
  const { account } = asking
  return context.transaction(context.actor, (trx) =>
    judgeKey(trx, { party, challenge, response, ...(account !== undefined && { account }) }),
  )
}
