import type { Messages } from '@stowage/sdk'

/** What the plugin says in languages beside English; what its own screens say stands in admin/words.ts. */
export const messages: Readonly<Record<string, Messages>> = {
  fr: {
    errors: {
      'sso.code_wrong':
        'Ce code n’est pas le bon. Prenez celui que l’application montre maintenant, ou un code de secours ' +
        'encore inutilisé ; s’il reste faux, réglez l’heure du téléphone sur le réseau.',
      'sso.code_used': 'Ce code a déjà servi ; attendez que l’application montre le suivant.',
      'sso.set_up_not_begun':
        'Aucune application n’est en cours d’installation ; commencez par POST /api/v1/sso/second-factor.',
      'sso.factor_stands': 'Un second facteur est déjà installé ; montrez-en un code, ou un code de secours.',
      'sso.factor_missing': 'Cette personne n’a pas de second facteur ; il n’y a rien à retirer.',
      'sso.factor_required':
        'Votre rôle {role} demande un second facteur. Installez une autre application à sa place, ' +
        'ou faites ' +
        'modifier le rôle.',
      'sso.password_needed':
        'Saisissez aussi votre mot de passe : ce pourrait être n’importe qui à votre bureau.',
      'sso.answer_needed':
        'Montrez aussi un code de l’application qui compte maintenant, ou un code de secours.',
      'sso.reset_over':
        'Ce lien a servi, est trop ancien ou n’est pas entier. Demandez-en un autre à la connexion.',
      'sso.address_missing':
        'Personne n’a encore dit à quelle adresse on atteint le bureau, si bien qu’aucun lien ne ' +
        'peut être fait. ' +
        'Un administrateur le dit dans les réglages de l’hôte.',
    },
    permissions: {
      'sso.person.manage': 'Voir comment quelqu’un se connecte, et retirer un second facteur perdu',
    },
    words: {
      'Single sign-on and second factor': 'Authentification unique et second facteur',
      'Second factor': 'Second facteur',
      'Whoever has this role shows a code or a passkey beside his password when he logs in':
        'Qui a ce rôle montre un code ou une clé d’accès en plus du mot de passe à la connexion',
      'Mail a link for a new password': 'Envoyer un lien pour un nouveau mot de passe',
      'Forget old links for new passwords': 'Oublier les anciens liens pour mots de passe',
      'New password': 'Nouveau mot de passe',
    },
  },
}
