import { Finder } from '../pieces/frame.tsx'
import { useWords } from '../words/words.ts'
import { AnswerView } from './answer-view.tsx'
import { QuantityView, WeightView } from './quantity-view.tsx'
import type { Mode, WorkState } from './steps.ts'
import { TargetView } from './target-view.tsx'
import { WhichView } from './which-view.tsx'
import type { Work } from './work.ts'

/** The one question of a step. */
export function StepView({ work, state: { step, mode } }: { work: Work; state: WorkState }) {
  const { say } = useWords()
  switch (step.at) {
    case 'start':
      return <Start mode={mode} />
    case 'which':
      return <WhichView answer={step.answer} onChoose={(match) => void work.choose(match)} />
    case 'answer':
      return <AnswerView key={step.match.id} work={work} step={step} mode={mode} />
    case 'quantity':
      return <QuantityView work={work} step={step} />
    case 'weight':
      return <WeightView work={work} move={step.move} />
    case 'target':
      return <TargetView work={work} move={step.move} {...(step.goal && { goal: step.goal })} />
    case 'posting':
      return (
        <div class="start">
          <h1>{say('posting.title')}</h1>
          <p>{say('move.done', { quantity: step.told.what, place: step.told.to })}</p>
        </div>
      )
  }
}

function Start({ mode }: { mode: Mode }) {
  const { say } = useWords()
  return (
    <div class="start">
      <Finder icon={mode === 'look' ? 'scan' : 'arrow'} />
      <h1>{say(`${mode}.title`)}</h1>
      <p>{say(`${mode}.help`)}</p>
    </div>
  )
}
