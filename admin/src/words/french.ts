import { frFR } from '@mui/material/locale'
import sentences from './french.json' with { type: 'json' }
import type { Dictionary } from './language.ts'
import { reactAdminFrench } from './react-admin-french.ts'

/** French, for the desk: fetched by whoever speaks it. */
export const french: Dictionary = { sentences, reactAdmin: reactAdminFrench, mui: frFR }
