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
      'http.bulk_unnamed':
        'Nommez les lignes par « ids », ou dites « isAll » si tout ce que trouve la requête est visé.',
      'http.bulk_too_many':
        'Plus de {most} lignes sont visées ; resserrez le filtre, et modifiez-les en plusieurs fois.',
      'http.idempotency_key_invalid': 'L’en-tête Idempotency-Key prend de 1 à 200 caractères ASCII visibles.',
      'http.if_match_invalid':
        'L’en-tête If-Match prend entre guillemets la version que vous avez lue en dernier, par exemple ' +
        '"3".',
      'http.malformed': 'Ce n’est pas une requête HTTP qu’un serveur puisse lire.',
      'http.expectation_failed':
        'Rien d’autre que la réponse ne peut être attendu ici ; omettez l’en-tête Expect, ou envoyez ' +
        '100-continue.',
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
      'http.reference_of_another':
        '« {member} » : {what} {id} est d’un autre propriétaire que la ligne ; dites-le dans « owner ».',
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
      'http.id_taken':
        'L’identifiant {id} désigne déjà autre chose ; renvoyez le même contenu, ou un nouvel ' +
        'identifiant.',
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
      import: 'L’import',
      company: 'La société',
      decision: 'La décision',
      field: 'Le champ',
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
      mapping: 'La correspondance',
      role: 'Le rôle',
      series: 'La série',
      session: 'La session',
      'set-up': 'Le réglage nommé',
      'signature request': 'La demande de signature',
      site: 'Le site',
      status: 'Le statut',
      user: 'L’utilisateur',
      version: 'La version',
    },
    facts: {
      body: 'corps',
      query: 'requête',
      address: 'adresse',
      header: 'en-tête',
      request: 'requête',
      'it is missing': 'elle manque',
      'it cannot be read': 'elle est illisible',
      'there is no member "{member}" here; nothing may stand there':
        'il n’y a pas de membre « {member} » ici ; rien ne peut y être',
      'there is no member "{member}" here; known are: {known}':
        'il n’y a pas de membre « {member} » ici ; sont connus : {known}',
      'there is no parameter "{parameter}" here; nothing may stand there':
        'il n’y a pas de paramètre « {parameter} » ici ; rien ne peut y être',
      'there is no parameter "{parameter}" here; known are: {known}':
        'il n’y a pas de paramètre « {parameter} » ici ; sont connus : {known}',
      'the member "{member}" is missing': 'le membre « {member} » manque',
      'the parameter "{parameter}" is missing': 'le paramètre « {parameter} » manque',
      'it has to be one of: {words}': 'ce doit être l’un de : {words}',
      'it fits none of the shapes that may stand here': 'cela n’a aucune des formes qui peuvent être ici',
      'it has to be written as a UUID in lower case such as {example}':
        'cela doit s’écrire comme un UUID en minuscules, par exemple {example}',
      'it has to be written as a day such as {example}': 'cela doit s’écrire comme un jour, tel {example}',
      'it has to be written as an instant with its zone such as {example}':
        'cela doit s’écrire comme un instant avec son fuseau, tel {example}',
      'it has to be written as an e-mail address': 'cela doit s’écrire comme une adresse électronique',
      'it has to be written as a {format}': 'cela doit s’écrire comme : {format}',
      'it has to match the pattern {pattern}': 'cela doit suivre le modèle {pattern}',
      'it has to be {value}': 'cela doit être {value}',
      'it must be string': 'ce doit être un texte',
      'it must be number': 'ce doit être un nombre',
      'it must be integer': 'ce doit être un nombre entier',
      'it must be boolean': 'ce doit être vrai ou faux',
      'it must be object': 'ce doit être un objet',
      'it must be array': 'ce doit être une liste',
      'it must be null': 'ce doit être nul',
      'it must be {types}': 'ce doit être {types}',
      'it must be >= {limit}': 'ce doit être {limit} au moins',
      'it must be <= {limit}': 'ce doit être {limit} au plus',
      'it must be > {limit}': 'ce doit être plus que {limit}',
      'it must be < {limit}': 'ce doit être moins que {limit}',
      'it must be multiple of {step}': 'ce doit être un multiple de {step}',
      'it must NOT have more than {most} characters': 'cela prend {most} caractères au plus',
      'it must NOT have fewer than {least} characters': 'cela prend {least} caractères au moins',
      'it must NOT have more than {most} items': 'cela prend {most} éléments au plus',
      'it must NOT have fewer than {least} items': 'cela prend {least} éléments au moins',
      'it must NOT have more than {most} properties': 'cela prend {most} membres au plus',
      'it must NOT have fewer than {least} properties': 'cela prend {least} membres au moins',
      'it must NOT have duplicate items (items ## {one} and {other} are identical)':
        'deux éléments sont les mêmes (les numéros {one} et {other})',
      'it has a NUL character, which cannot be stored': 'elle a un caractère NUL, qui ne peut être gardé',
      'a part of it is too long or wrongly encoded': 'une partie en est trop longue ou mal codée',
      'it is not UTF-8': 'ce n’est pas de l’UTF-8',
      'it is not as long as its Content-Length says': 'il n’a pas la longueur que dit son Content-Length',
      '{problem} (at {pointer})': '{problem} (à {pointer})',
      'it is nested more than {most} deep': 'il a plus de {most} niveaux',
      '"{member}" stands there twice': '« {member} » y est deux fois',
      '"{member}" is no name for a member': '« {member} » n’est pas un nom de membre',
      'a NUL character cannot be stored': 'un caractère NUL ne peut être gardé',
      'half a surrogate pair is no character': 'une moitié de paire de substitution n’est pas un caractère',
      'minus zero is no quantity; write 0': 'moins zéro n’est pas une quantité ; écrivez 0',
      'the number {number} is out of range': 'le nombre {number} est hors des limites',
      'the number {number} has more than {most} significant digits, and would be rounded':
        'le nombre {number} a plus de {most} chiffres significatifs, et serait arrondi',
    },
  },
}
