import polyglotI18nProvider from 'ra-i18n-polyglot'
import english from 'ra-language-english'
import { importWords } from '../imports/import-words.ts'
import { recordWords } from '../pieces/record-words.ts'
import { planWords } from '../plan/plan-words.ts'
import { overrideWords } from '../posting/override-words.ts'
import { stockWords } from '../stock/stock-words.ts'

const words = {
  ...english,
  stock: stockWords.en,
  record: recordWords.en,
  plan: planWords.en,
  override: overrideWords.en,
  imports: importWords.en,
  ra: {
    ...english.ra,
    action: { ...english.ra.action, save: 'Save', export: 'CSV', add_filter: 'Filter', show: 'Open' },
    notification: {
      ...english.ra.notification,
      created: 'Created.',
      updated: 'Saved.',
      deleted: 'Removed.',
      http_error: 'The server could not be reached. Check the connection and try again.',
      logged_out: 'The session has ended. Log in again.',
    },
    message: { ...english.ra.message, invalid_form: 'Some fields need another look; each says why.' },
    auth: { ...english.ra.auth, auth_check_error: 'Log in to go on.' },
    page: {
      ...english.ra.page,
      create: 'New',
      edit: '%{recordRepresentation}',
      show: '%{recordRepresentation}',
      list: '%{name}',
    },
  },
}

/** English in Stowage's own words; texts that react-admin has and we do not change stay as they are. */
export const i18nProvider = polyglotI18nProvider(() => words, 'en', [{ locale: 'en', name: 'English' }], {
  allowMissing: true,
})
