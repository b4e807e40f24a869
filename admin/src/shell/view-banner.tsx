import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { call } from '../providers/http-client.ts'

interface Seen {
  readonly name: string
  readonly viewer: { readonly name: string } | null
}

/** Says above every screen whose eyes one looks with, and gives one's own back. */
export function ViewBanner() {
  const { data } = useQuery({ queryKey: ['view'], queryFn: () => call<Seen>('/access/session') })
  if (!data?.viewer) return null
  const end = async () => {
    await call('/access/session/view', { method: 'DELETE' })
    window.location.assign('/')
  }
  return (
    <section className="card" aria-label="View" style={{ padding: '8px 16px', marginBottom: 12 }}>
      <b>You look with the eyes of {data.name}. Nothing can be changed.</b>{' '}
      <Button size="small" onClick={end}>
        See with my own eyes
      </Button>
    </section>
  )
}
