import { definePlugin } from '@stowage/sdk'

/** Its server side is in order: it is the desk that refuses it, by name and version, with what it threw. */
export const refused = { code: 'desk', says: 'no map was packed' }

/** The bundle of its screens throws when it is loaded. */
export default definePlugin({
  name: 'lost',
  version: '2.0.1',
  title: 'Lost and found',
  admin: {
    pages: [{ path: 'shelf', title: 'Shelf', component: 'Shelf', menu: { group: 'Lost things' } }],
    entry: new URL('./screen.js', import.meta.url),
  },
})
