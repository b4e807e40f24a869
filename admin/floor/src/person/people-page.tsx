import { useEffect, useState } from 'preact/hooks'
import { BackButton, Frame } from '../pieces/frame.tsx'
import { useWords } from '../words/words.ts'
import { failureWords } from './failure.ts'
import { people } from './person.ts'
import { Refusal } from './refusal.tsx'

/** With more names than this, one looks for his own by its letters. */
const SEARCHED_FROM = 8

interface PeoplePageProps {
  readonly onChoose: (id: string, name: string) => void
  readonly onClose: () => void
}

/** Who has a PIN here; a touch says which of them it is. */
export function PeoplePage({ onChoose, onClose }: PeoplePageProps) {
  const words = useWords()
  const { say } = words
  const [all, setAll] = useState<Awaited<ReturnType<typeof people>>>()
  const [refusal, setRefusal] = useState<string>()
  const [typed, setTyped] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: once; another language needs no other names
  useEffect(() => {
    people()
      .then(setAll)
      .catch((error: unknown) => setRefusal(failureWords(error, words)))
  }, [])
  const meant = all?.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()))
  return (
    <Frame screen="people" foot={<BackButton onPress={onClose} />}>
      <h1>{say('people.title')}</h1>
      {refusal ? <Refusal>{refusal}</Refusal> : null}
      {all?.length === 0 ? <p class="empty">{say('people.none')}</p> : null}
      {all && all.length > SEARCHED_FROM ? (
        <label class="search">
          <span class="soft">{say('people.find')}</span>
          <input type="search" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
        </label>
      ) : null}
      <ul class="rows">
        {meant?.map(({ id, name }) => (
          <li key={id}>
            <button type="button" class="line" onClick={() => onChoose(id, name)}>
              <b>{name}</b>
            </button>
          </li>
        ))}
      </ul>
    </Frame>
  )
}
