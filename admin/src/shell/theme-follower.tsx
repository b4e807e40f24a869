import { useTheme as useMuiTheme } from '@mui/material/styles'
import { useLayoutEffect } from 'react'

/** Tells the custom properties which theme MUI shows, so that plain CSS and SVG follow it. */
export function ThemeFollower() {
  const { mode } = useMuiTheme().palette
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = mode
  }, [mode])
  return null
}
