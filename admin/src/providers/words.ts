import polyglotI18nProvider from 'ra-i18n-polyglot'
import english from 'ra-language-english'
import type { I18nProvider, TranslationMessages } from 'react-admin'
import { languages, type Spoken } from '../words/language.ts'

const reactAdminEnglish = {
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
}

/**
 * What react-admin's own parts say, in the page's language. What our screens say they say by `say`; labels that they
 * hand to react-admin are said already, and it leaves them as they are.
 */
export function i18nProviderOf({ language, dictionary }: Spoken): I18nProvider {
  const words = { ra: dictionary.reactAdmin ?? reactAdminEnglish }
  const locales = languages.map(({ id, name }) => ({ locale: id, name }))
  return polyglotI18nProvider(() => words as TranslationMessages, language, locales, { allowMissing: true })
}
