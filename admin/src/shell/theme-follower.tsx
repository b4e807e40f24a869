import { useTheme as useMuiTheme } from '@mui/material/styles'
import { useLayoutEffect } from 'react'
import { useDensity } from '../lists/density.ts'

/** Tells the custom properties which theme and density there is, so that plain CSS and SVG follow them. */
export function ThemeFollower() {
  const { mode } = useMuiTheme().palette
  const [density] = useDensity()
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = mode
    document.documentElement.dataset.density = density
  }, [mode, density])
  return null
}
