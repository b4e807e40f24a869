import '../../src/theme/fonts.css'
import '../../src/theme/tokens.css'
import './look/base.css'
import './look/frame.css'
import './look/work.css'
import './look/keys.css'
import './look/notice.css'
import './look/small.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { listenToKeys } from './scan/wedge.ts'
import { show } from './settings/settings.ts'
import { readySounds } from './signal/signal.ts'

show()
readySounds()
listenToKeys()
const root = document.getElementById('root')!
render(<App />, root)

// In `npm run dev` a changed screen is drawn anew in the open page; whoever was logged in still is.
import.meta.hot?.accept('./app.tsx', (next) => {
  const { App: Changed } = (next ?? {}) as { App?: typeof App }
  if (Changed) render(<Changed />, root)
})

// In `vite dev` there is no worker: what it kept would hide what was just written.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  navigator.serviceWorker.register('/floor/worker.js', { scope: '/floor' }).catch(() => {})
}
