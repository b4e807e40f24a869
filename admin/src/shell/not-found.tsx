import { Link } from 'react-router-dom'
import { say, sayParts } from '../words/say.ts'
import { PageHead } from './page-head.tsx'

/** A path that no screen answers to. */
export function NotFound() {
  return (
    <>
      <PageHead title={say('There is no such page')} />
      <p>
        {sayParts('The address may be mistyped, or its screen belongs to a plugin that is off. {link}', {
          link: <Link to="/stock">{say('Go to stock')}</Link>,
        })}
      </p>
    </>
  )
}
