import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/pieces.css'
import './theme/chips.css'
import './theme/tables.css'
import './posting/line-details.css'
import './transformations/genealogy.css'
import './shell/shell.css'
import './shell/header.css'
import './live/live.css'
import './schema/schema.css'
import './lists/lists.css'
import './home/home.css'
import { Doorway } from './doorway.tsx'
import { beginToSpeak } from './words/language.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element "root".')
await beginToSpeak({ fr: async () => (await import('./words/french.ts')).french })
createRoot(root).render(
  <StrictMode>
    <Doorway />
  </StrictMode>,
)
