import { Link } from 'react-router-dom'
import { PageHead } from './page-head.tsx'

/** A path that no screen answers to. */
export function NotFound() {
  return (
    <>
      <PageHead title="There is no such page" />
      <p>
        The address may be mistyped, or its screen belongs to a plugin that is off.{' '}
        <Link to="/stock">Go to stock</Link>
      </p>
    </>
  )
}
