import { useTranslate } from 'react-admin'

const steps = ['file', 'map', 'check', 'run'] as const
/** Where one is on the way from a file to rows. */
export type Step = (typeof steps)[number]

/** The way from a file to rows, and where one is on it. */
export function Steps({ at }: { at: Step }) {
  const translate = useTranslate()
  const here = steps.indexOf(at)
  return (
    <ol className="import-steps">
      {steps.map((step, index) => (
        <li
          key={step}
          className={index < here ? 'past' : index === here ? 'on' : ''}
          {...(index === here ? { 'aria-current': 'step' as const } : {})}
        >
          <span aria-hidden="true">{index + 1}</span> {translate(`imports.step.${step}`)}
        </li>
      ))}
    </ol>
  )
}
