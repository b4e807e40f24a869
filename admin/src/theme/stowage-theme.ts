import deepmerge from '@mui/utils/deepmerge'
import type { RaThemeOptions } from 'react-admin'
import { controls } from './controls.ts'
import { reactAdminParts } from './react-admin-parts.ts'
import { surfaces } from './surfaces.ts'
import { colours, type Tone } from './tokens.ts'

const interfaceFont = "'Atkinson Hyperlegible Next Variable', system-ui, sans-serif"

/**
 * Ink, zinc and hi-vis as a MUI theme; light and dark come from the same function. Colours that must follow
 * the theme without a re-render are custom properties, switched by `data-theme` on `<html>`.
 * @param words what MUI's own parts say, where that is not English
 */
export function stowageTheme(mode: 'light' | 'dark', words: object = {}): RaThemeOptions {
  return deepmerge(look(mode), words)
}

function look(mode: 'light' | 'dark'): RaThemeOptions {
  const c = colours[mode]
  return {
    palette: {
      mode,
      primary: { main: c.ink, contrastText: c.onInk },
      // Never hi-vis: react-admin writes text and bars in this colour.
      secondary: { main: c.text2, contrastText: c.surface },
      background: { default: c.canvas, paper: c.surface },
      text: { primary: c.text, secondary: c.text2, disabled: c.muted },
      divider: c.line,
      error: tone(c.damaged),
      warning: tone(c.hold),
      success: tone(c.available),
      info: tone(c.transit),
    },
    shape: { borderRadius: 6 },
    spacing: 8,
    typography: {
      fontFamily: interfaceFont,
      fontSize: 14,
      h1: { fontSize: 24, lineHeight: '30px', fontWeight: 650, letterSpacing: '-.01em' },
      h2: { fontSize: 16, lineHeight: '24px', fontWeight: 650 },
      h6: { fontSize: 16, lineHeight: '24px', fontWeight: 650 },
      body1: { fontSize: 14, lineHeight: '20px' },
      body2: { fontSize: 14, lineHeight: '20px' },
      button: { textTransform: 'none', fontWeight: 600, fontSize: 14, lineHeight: '20px' },
      caption: { fontSize: 12.5, lineHeight: '16px', fontWeight: 500 },
    },
    components: { ...surfaces, ...controls, ...reactAdminParts },
  }
}

function tone(t: Tone) {
  return { main: t.main, light: t.soft, contrastText: t.soft }
}
