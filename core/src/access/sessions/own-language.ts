import { refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { Account } from '../users/user.model.ts'

/**
 * Changes the language that one is answered in; null follows what the browser asks for.
 * @param languages those that the plugins speak
 * @throws `access.language_unknown`
 */
export async function chooseLanguage(
  trx: Transaction,
  author: Author,
  { language, languages }: { readonly language: string | null; readonly languages: readonly string[] },
): Promise<void> {
  if (language !== null && !languages.includes(language)) {
    throw refuse('access.language_unknown', { language, spoken: languages }, '/language')
  }
  const { id } = author.actor
  const before = await Account.query(trx).findById(id).select('language')
  await Account.query(trx).patch({ language }).where({ id })
  await recordChange(trx, {
    ...author,
    entity: 'access.account',
    id,
    action: 'change',
    before: { language: before!.language },
    after: { language },
  })
}
