import { ScrollX } from '../pieces/scroll-x.tsx'
import { say } from '../words/say.ts'
import { type Considered, inFewWords } from './decision.ts'

/** Each candidate with its facts, and the rule that dropped it; the first that is left is the runner-up. */
export function CandidateTable({ considered }: { considered: readonly Considered[] }) {
  const names = [...new Set(considered.flatMap(({ facts = {} }) => Object.keys(facts)))]
  const runnerUp = considered.find(({ isChosen, droppedBy }) => !isChosen && !droppedBy)
  return (
    <ScrollX>
      <table className="table">
        <thead>
          <tr>
            <th>{say('Candidate')}</th>
            {names.map((name) => (
              <th key={name}>{name}</th>
            ))}
            <th>{say('What became of it')}</th>
          </tr>
        </thead>
        <tbody>
          {considered.map((one, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may be called the same
            <tr key={n}>
              <td className="strong">{one.candidate}</td>
              {names.map((name) => (
                <td key={name}>{one.facts?.[name] == null ? null : inFewWords(one.facts[name])}</td>
              ))}
              <td>
                <Fate one={one} isRunnerUp={one === runnerUp} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

function Fate({ one: { isChosen, droppedBy }, isRunnerUp }: { one: Considered; isRunnerUp: boolean }) {
  if (isChosen) return <span className="chip available">{say('chosen')}</span>
  if (droppedBy) {
    return (
      <>
        <span className="chip damaged">{say('dropped')}</span> {droppedBy}
      </>
    )
  }
  return isRunnerUp ? (
    <span className="chip neutral">{say('runner-up')}</span>
  ) : (
    <span className="muted">{say('behind it')}</span>
  )
}
