import type { Messages } from '@stowage/sdk'

/** What the plugin says in languages beside English; its screens' words stand in admin/words.ts. */
export const messages: Readonly<Record<string, Messages>> = {
  fr: {
    permissions: {
      'traceability.trace.read': 'Voir d’où vient une chose, ce qu’elle est devenue et où elle se trouve',
    },
    errors: {
      'traceability.trace_of_what':
        'Nommez ce qui est retracé : lot, serial ou unit, un seul, par son id ; il y en a {count}.',
      'traceability.subject_not_found': 'Il n’y a pas de {kind} {id} ; cherchez d’abord par le nom.',
    },
    words: {
      Traceability: 'Traçabilité',
      Trace: 'Tracer',
      Stock: 'Stock',
    },
  },
}
