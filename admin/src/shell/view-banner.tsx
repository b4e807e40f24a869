import Button from '@mui/material/Button'
import { call } from '../providers/http-client.ts'
import { say } from '../words/say.ts'
import { useMe } from './use-me.ts'

/** Says above every screen whose eyes one looks with, and gives one's own back. */
export function ViewBanner() {
  const { data } = useMe()
  if (!data?.viewer) return null
  const end = async () => {
    await call('/access/session/view', { method: 'DELETE' })
    window.location.assign('/')
  }
  return (
    <section className="card" aria-label={say('View')} style={{ padding: '8px 16px', marginBottom: 12 }}>
      <b>{say('You look with the eyes of {name}. Nothing can be changed.', { name: data.name })}</b>{' '}
      <Button size="small" onClick={end}>
        {say('See with my own eyes')}
      </Button>
    </section>
  )
}
