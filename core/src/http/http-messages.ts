import type { Messages } from '@stowage/sdk'

/** What the HTTP edge says in other languages than English. */
export const httpMessages: Readonly<Record<string, Messages>> = {
  fr: {
    errors: {
      'http.invalid_input': 'La partie {part} n’est pas telle que cette route la demande : {problem}.',
      'http.invalid_json': 'Le corps n’est pas un document JSON recevable : {problem}.',
      'http.invalid_url': 'L’adresse de cette requête est illisible : {problem}.',
      'http.cursor_invalid':
        'Ce curseur ne vient pas de cette liste dans cet ordre ; omettez « cursor » pour commencer à la ' +
        'première page.',
      'http.idempotency_key_invalid': 'L’en-tête Idempotency-Key prend de 1 à 200 caractères ASCII visibles.',
      'http.if_match_invalid':
        'L’en-tête If-Match prend entre guillemets la version que vous avez lue en dernier, par exemple ' +
        '"3".',
      'http.malformed': 'Ce n’est pas une requête HTTP qu’un serveur puisse lire.',
      'http.too_slow': 'La requête a mis plus d’une minute à arriver ; envoyez-la de nouveau.',
      'http.headers_too_large': 'Les en-têtes dépassent 16 Kio ; envoyez moins de cookies.',
      'http.unauthenticated':
        'Personne n’est connecté : connectez-vous, ou envoyez une clé par « Authorization: Bearer ' +
        'stw_… ».',
      'http.forbidden':
        'Il faut pour cela la permission {permission}, que {actor} n’a pas ; un administrateur peut la ' +
        'donner.',
      'http.field_forbidden':
        'Le champ « {field} » demande la permission {permission}, que {actor} n’a pas ; omettez-le.',
      'http.cross_origin':
        'Une page d’un autre site ({origin}) a envoyé ceci ; avec une session, seules nos propres pages ' +
        'écrivent.',
      'http.not_found': 'Il n’y a rien à {method} {path}.',
      'http.reference_unknown': '« {member} » : {what} {id} n’existe pas, ou ne vous est pas visible.',
      'http.owner_needed':
        'Vous agissez pour plusieurs propriétaires ; dites dans « owner » à qui ceci appartient.',
      'http.row_not_found': '{what} {id} n’existe pas, ou ne vous est pas visible.',
      'http.method_not_allowed': '{path} ne prend pas {method} ; il prend {allowed}.',
      'http.body_too_large':
        'Le corps dépasse les {limitBytes} octets que prend cette route ; envoyez-le en plusieurs ' +
        'parties.',
      'http.unsupported_media_type':
        'Cette route prend « Content-Type: application/json », pas {contentType}.',
      'http.version_conflict':
        'Quelqu’un l’a modifié entre-temps : vous avez envoyé la version {sent}, la version actuelle ' +
        'est {current}. Relisez-le.',
      'http.if_match_missing':
        'Pour modifier une ligne, envoyez l’en-tête If-Match avec la version lue en dernier, par ' +
        'exemple If-Match: "3".',
      'http.internal':
        'Quelque chose s’est cassé de notre côté. Le journal en donne la cause sous l’identifiant de ' +
        'requête {requestId}.',
      'http.overloaded': 'Le serveur est occupé au-delà de sa limite ; réessayez dans un instant.',
      'http.stopping': 'Ce serveur va s’arrêter ; réessayez dans un instant.',
      'database.unavailable':
        'La base de données est injoignable ; rien n’a été modifié, sauf si la réponse s’est perdue. ' +
        'Réessayez.',
      'database.busy':
        'Un autre a retenu trop longtemps ce qu’il faut ici ; rien n’a été modifié. Réessayez.',
      'database.too_slow':
        'Cela a pris plus de temps que le serveur n’en accorde et a été abandonné ; demandez moins, ou ' +
        'réessayez.',
      'database.duplicate': 'Une telle ligne existe déjà, et il ne peut y en avoir qu’une.',
      'database.reference_missing':
        'Ceci renvoie à une ligne qui n’existe pas, ou d’autres lignes renvoient encore à celle-ci.',
      'database.not_permitted':
        'Ceci appartient à la maison ; il faut des droits sur tous les propriétaires et tous les sites.',
      'database.rule_broken': 'Une règle des données enregistrées l’interdit.',
      'database.value_out_of_range':
        'Une valeur est plus grande, plus longue ou plus précise que ce qui peut être enregistré.',
    },
    words: {
      'API key': 'La clé d’API',
      'allowed target': 'L’hôte permis',
      binding: 'La liaison',
      company: 'La société',
      decision: 'La décision',
      device: 'L’appareil',
      file: 'Le fichier',
      'handling unit': 'L’unité de manutention',
      hold: 'Le blocage',
      item: 'L’article',
      location: 'L’emplacement',
      lot: 'Le lot',
      mail: 'Le courrier',
      owner: 'Le propriétaire',
      'packaging level': 'Le conditionnement',
      reason: 'Le motif',
      'role taken for a while': 'Le rôle pris pour un temps',
      role: 'Le rôle',
      series: 'La série',
      'set-up': 'Le réglage nommé',
      'signature request': 'La demande de signature',
      site: 'Le site',
      status: 'Le statut',
      user: 'L’utilisateur',
    },
  },
}
