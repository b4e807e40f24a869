import type { Messages } from '@stowage/sdk'

/** What access says in other languages than English. */
export const accessMessages: Readonly<Record<string, Messages>> = {
  fr: {
    errors: {
      'access.health_devices_silent':
        '{count} appareils sur {total} n’ont pas été vus depuis hier : {names}. Chargez-les, ou ' +
        'révoquez ce ' +
        'qui est perdu.',
      'access.gone_meanwhile':
        'Ce compte vient d’être modifié ou mis hors service ; connectez-vous de nouveau.',
      'access.log_in_over':
        'Personne n’est en train de se connecter par ce navigateur, ou cela a pris trop de temps ; ' +
        'reprenez depuis le début.',
      'access.log_in_step_missing':
        'Chacune de vos connexions demande une étape ({step}) qui n’est pas disponible. Faites activer son ' +
        'plugin par un administrateur, ou faites-vous laisser entrer une fois par `stowage user let-in`.',
      'access.password_wrong':
        'Ce n’est pas le mot de passe de ce compte ; saisissez celui avec lequel vous vous connectez.',
      'access.people_only':
        'Ceci est pour une personne connectée au bureau, avec ses propres yeux, à son propre sujet.',
      'access.role_for_people': 'Le rôle {role} permet tout : seul un administrateur le donne, à la main.',
      'access.gone':
        'Celui qui a commencé ceci ne peut plus travailler ({id}) ; quelqu’un d’autre doit le recommencer.',
      'access.wrong_credentials':
        'L’e-mail et le mot de passe ne vont pas ensemble, ou le compte est hors service.',
      'access.too_many_attempts':
        'Trop de connexions échouées ; réessayez dans {retryAfterSeconds} secondes.',
      'access.log_in_busy': 'Trop de personnes se connectent en ce moment ; réessayez tout de suite.',
      'access.preference_too_long':
        'Ce qui est réglé sous {name} a {length} caractères ; {most} sont le maximum.',
      'access.too_many_preferences':
        'Vous avez réglé {most} choses pour vos propres écrans, c’est le maximum ; laissez-en d’abord.',
      'access.staff_only':
        'Ceci est réservé au personnel qui voit tous les propriétaires et tous les sites ; vos droits ' +
        's’arrêtent à certains.',
      'access.email_taken': 'L’e-mail {email} appartient à un autre utilisateur.',
      'access.name_taken': 'Le nom {name} est pris ; choisissez-en un autre.',
      'access.id_taken':
        'L’identifiant {id} désigne déjà autre chose ; renvoyez le même contenu, ou un nouvel ' +
        'identifiant.',
      'access.email_malformed': '{email} n’est pas une adresse e-mail ; elle ressemble à nom@exemple.fr.',
      'access.password_too_short': 'Le mot de passe a {length} caractères ; il en faut au moins {minimum}.',
      'access.text_unprintable':
        '{field} {value} est vide ou contient un caractère de contrôle ; envoyez au moins un caractère ' +
        'imprimable.',
      'access.permission_unknown':
        'La permission {permission} n’existe pas ; elle ressemble à items.item.read, ou * pour toutes.',
      'access.beyond_own_rights':
        'Vous n’y avez pas vous-même {permission} : vous ne pouvez ni la donner, ni modifier quelqu’un ' +
        'qui l’a.',
      'access.scopes_cross':
        'La permission {permission} vaudrait pour certains propriétaires dans certains sites et pour ' +
        'd’autres ailleurs, ce qui ouvrirait ensemble plus que voulu ; donnez à ces rôles les mêmes ' +
        'sites ou les mêmes propriétaires, ou faites-en deux utilisateurs.',
      'access.role_unknown': 'Le rôle {role} n’existe pas ; GET /api/v1/access/roles en donne la liste.',
      'access.role_given': 'Le rôle {role} est donné à {holders} ; retirez-le-leur d’abord.',
      'access.site_unknown': 'Le site {site} n’existe pas ; GET /api/v1/locations/sites en donne la liste.',
      'access.view_only':
        'Vous regardez avec les yeux de {actor}, ce qui ne change rien ; quittez cette vue pour agir.',
      'access.view_for_people':
        'Seule une personne connectée au bureau peut regarder avec les yeux d’une autre.',
      'access.glass_for_people': 'Seule une personne connectée au bureau peut prendre un rôle pour un temps.',
      'access.device_unknown':
        'Cet appareil n’est pas enregistré, ou a été révoqué ; faites-le enregistrer et saisissez-y une ' +
        'fois son jeton.',
      'access.badge_unknown': 'Le badge ou le code ne sont pas connus ici, ou le compte est hors service.',
      'access.badge_or_person': 'Envoyez soit un badge, soit une personne et un code.',
      'access.badge_taken': 'Ce badge appartient à une autre personne.',
      'access.language_unknown': 'Personne ne parle {language} ici ; choisissez parmi : {spoken}.',
      'access.owner_unknown':
        'Le propriétaire {owner} n’existe pas ; GET /api/v1/access/owners en donne la liste.',
      'access.company_unknown': 'La société {company} n’existe pas ; créez-la d’abord.',
      'access.company_mismatch':
        'Un propriétaire du type société nomme sa société, et aucun autre type ne le fait.',
      'access.expiry_past': 'L’expiration {expiresAt} est déjà passée ; choisissez-en une plus tardive.',
      'access.last_administrator':
        'C’est le dernier administrateur ; nommez-en un autre avant de retirer ces droits.',
      'access.reference_taken':
        'Dans {system}, {externalId} est déjà le nom d’une autre ligne ({holder}) ; retirez-le-lui ' +
        'd’abord, ou comparez les deux systèmes.',
      'access.reference_unknown':
        'Cette ligne n’a pas le nom {externalId} dans {system} ; la liste montre ceux qu’elle a.',
      'access.reference_changed':
        'Quelqu’un modifie en ce moment le nom {externalId} dans {system} ; renvoyez-le.',
      'access.reference_of_house':
        'La ligne {id} est à la maison ; seul le personnel qui voit tous les propriétaires dit comment ' +
        'd’autres systèmes la nomment.',
      'access.period_in_future':
        'Les livres ne peuvent pas être clos jusqu’à {closedThrough}, qui est encore à venir ; ' +
        'choisissez un moment passé.',
      'access.period_goes_back':
        'Les livres de {company} sont clos jusqu’à {closedThrough} ; pour les rouvrir il faut la ' +
        'permission {permission}.',
      'access.currency_unknown':
        'La monnaie {baseCurrency} n’existe pas ; donnez son code ISO 4217, par exemple EUR.',
    },
    permissions: {
      'access.user.manage': 'Créer et modifier des utilisateurs, et ce qu’ils peuvent faire',
      'access.role.read': 'Voir les rôles, et ce que chacun permet',
      'access.role.manage': 'Créer, modifier et supprimer des rôles',
      'access.user.view_as': 'Regarder avec les yeux d’un autre utilisateur, sans rien modifier',
      'access.break_glass.take': 'Prendre une demi-heure un rôle gardé pour les urgences, avec un motif',
      'access.device.manage': 'Enregistrer et révoquer les appareils du terrain',
      'access.key.manage': 'Créer et révoquer des clés d’API',
      'access.company.read': 'Voir les sociétés',
      'access.company.write': 'Créer et modifier des sociétés',
      'access.period.close': 'Clore les livres d’une société jusqu’à un jour',
      'access.period.reopen': 'Rouvrir les livres d’une société',
      'access.owner.read': 'Voir les propriétaires',
      'access.owner.write': 'Créer et modifier des propriétaires',
      'access.audit.read': 'Lire qui a modifié quoi',
      'access.reference.read': 'Voir comment d’autres systèmes nomment nos lignes',
      'access.reference.write': 'Dire comment d’autres systèmes nomment nos lignes',
    },
    words: {
      'Where there are users, one active one is an administrator.':
        'Où il y a des utilisateurs, l’un d’eux, actif, est administrateur.',
      'Nobody who is out of use has a session.': 'Personne de désactivé n’a de session.',
      'Devices of the floor': 'Appareils de l’atelier',
      Access: 'Accès',
    },
  },
}
