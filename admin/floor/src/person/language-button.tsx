import { Button } from '../pieces/frame.tsx'
import { change } from '../settings/settings.ts'
import { languages, useWords } from '../words/words.ts'

/** The next language, before anybody has logged in. */
export function LanguageButton() {
  const { language } = useWords()
  const next = language === 'en' ? 'fr' : 'en'
  return <Button icon="language" word={languages[next]} onPress={() => change({ language: next })} />
}
