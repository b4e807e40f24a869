import { sayFrom } from '@stowage/admin'

/** What the screens say: in English where it is said, in French here, each sentence under its English. */
export const say = sayFrom({
  fr: {
    'Dry bins': 'Casiers vides',
    'No bin ran dry.': 'Aucun casier ne s’est vidé.',
    '{bin} has no {sku} since': '{bin} n’a plus de {sku} depuis',
    Limit: 'Limite',
    'Any quantity may leave at once.': 'Toute quantité peut sortir en une fois.',
    '{largest} may leave at once.': '{largest} peuvent sortir en une fois.',
  },
})
