import { Icon } from '../pieces/icon.tsx'
import { useWords } from '../words/words.ts'
import { itemOf, type Lookup, type Match } from './lookup.ts'

/** A code that several things have: which is meant? */
export function WhichView({ answer, onChoose }: { answer: Lookup; onChoose: (match: Match) => void }) {
  const { say } = useWords()
  return (
    <>
      <div>
        <h1>{say('which.title')}</h1>
        <p class="soft">{say('which.help', { code: answer.code })}</p>
      </div>
      <ul class="rows">
        {answer.matches.map((match) => (
          <li key={match.id}>
            <button type="button" class="line" onClick={() => onChoose(match)}>
              <span class="what">
                <small>{say(`kind.${match.kind}`)}</small>
                <b>{itemOf(answer, match.item)?.name ?? match.code}</b>
                <span class="code">{match.location?.path ?? match.level?.name ?? match.code}</span>
              </span>
              <Icon name="arrow" />
            </button>
          </li>
        ))}
      </ul>
      {answer.isComplete ? null : <p class="soft">{say('which.more')}</p>}
    </>
  )
}
