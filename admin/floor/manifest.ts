/** What a device needs to install the floor as an app of its own. */
export const manifest = {
  id: '/floor',
  name: 'Stowage floor',
  short_name: 'Stowage',
  description: 'What is here, and a move by two scans',
  lang: 'en',
  name_localized: { fr: 'Stowage, terrain' },
  description_localized: { fr: 'Ce qu’il y a ici, et un déplacement en deux scans' },
  start_url: '/floor',
  scope: '/floor',
  display: 'standalone',
  orientation: 'any',
  background_color: '#0C0F0D',
  theme_color: '#0C0F0D',
  categories: ['business', 'productivity'],
  icons: [
    { src: '/floor/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: '/floor/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/floor/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: '/floor/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
}
