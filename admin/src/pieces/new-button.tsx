import Button from '@mui/material/Button'
import { IconPlus } from '@tabler/icons-react'
import { useCanAccess } from 'react-admin'
import { Link } from 'react-router-dom'

/** The one filled button of a list: a new one of its kind, for those who may. */
export function NewButton({ resource, word }: { resource: string; word: string }) {
  const { canAccess } = useCanAccess({ resource, action: 'create' })
  if (!canAccess) return null
  return (
    <Button
      variant="contained"
      component={Link}
      to={`/${resource}/create`}
      startIcon={<IconPlus className="icon s" />}
    >
      {word}
    </Button>
  )
}
