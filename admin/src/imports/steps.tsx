import { say } from '../words/say.ts'

const steps = ['file', 'map', 'check', 'run'] as const
/** Where one is on the way from a file to rows. */
export type Step = (typeof steps)[number]

/** The way from a file to rows, and where one is on it. */
export function Steps({ at }: { at: Step }) {
  const words = { file: say('File'), map: say('Columns'), check: say('Trial'), run: say('Import') }
  const here = steps.indexOf(at)
  return (
    <ol className="import-steps">
      {steps.map((step, index) => (
        <li
          key={step}
          className={index < here ? 'past' : index === here ? 'on' : ''}
          {...(index === here ? { 'aria-current': 'step' as const } : {})}
        >
          <span aria-hidden="true">{index + 1}</span> {words[step]}
        </li>
      ))}
    </ol>
  )
}
