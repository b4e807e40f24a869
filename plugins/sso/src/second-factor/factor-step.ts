import type { LogInStep, Person, Transaction } from '@stowage/sdk'

/** The step that asks for a second factor. */
export const SECOND_FACTOR = 'sso.second_factor'

/** Asked of whoever has a second factor, and of whoever has a role that wants one. */
export const secondFactorStep: LogInStep = {
  name: SECOND_FACTOR,
  title: 'Second factor',
  isAsked: async (trx, { person }) => isRequired(person) || (await hasFactor(trx, person.id)),
}

/** Whether a role of his wants a second factor. */
export function isRequired({ roles }: Pick<Person, 'roles'>): boolean {
  return roles.some(({ fields }) => fields.asksSecondFactor === true)
}

async function hasFactor(trx: Transaction, account: string): Promise<boolean> {
  const row = await trx('sso.second_factor').where({ account }).whereNotNull('secret').first('account')
  return row !== undefined
}
