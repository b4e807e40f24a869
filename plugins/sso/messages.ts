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
      'sso.provider_unknown': 'Il n’y a pas de fournisseur {id} ; GET /api/v1/sso/ways en donne la liste.',
      'sso.provider_unreachable':
        '{provider} ne peut pas être interrogé maintenant ({reason}). Réessayez plus tard, ou ' +
        'connectez-vous avec ' +
        'votre mot de passe ; un administrateur trouve ses réglages parmi les plugins.',
      'sso.provider_denied':
        '{provider} ne vous a pas laissé entrer ({reason}). Recommencez, ou demandez à qui l’administre.',
      'sso.answer_refused':
        'Ce qui est revenu de {provider} n’était pas juste ({reason}) : personne n’a été admis. ' +
        'Reprenez la ' +
        'connexion depuis le début ; si cela se répète, un administrateur compare les réglages des ' +
        'deux côtés.',
      'sso.flow_over':
        'Cette connexion n’a pas été commencée dans ce navigateur, a duré plus de dix minutes, ou ' +
        'a déjà servi ; ' +
        'recommencez.',
      'sso.email_missing':
        '{provider} n’a donné aucun e-mail, par lequel on vous connaîtrait ici. Un administrateur ' +
        'ajoute « email » ' +
        'à la portée, ou vous vous connectez avec votre mot de passe et ajoutez {provider} à votre compte.',
      'sso.email_unverified':
        '{provider} n’a pas vérifié l’e-mail {email}, qui ne prouve donc rien. Vérifiez-le là-bas, ou ' +
        'connectez-vous avec votre mot de passe et ajoutez {provider} à votre compte.',
      'sso.domain_foreign':
        'Par {provider}, personne n’entre avec un e-mail de {domain} ; un administrateur dit ' +
        'lesquels entrent.',
      'sso.person_unknown':
        'Personne ici n’a l’e-mail {email}. Demandez à un administrateur de vous créer, puis ' +
        'reconnectez-vous.',
      'sso.role_missing':
        'Aucun des groupes que donne {provider} ne vous donne un rôle ici ; demandez à un administrateur.',
      'sso.identity_taken':
        'Cette connexion chez {provider} appartient à un autre compte d’ici ; retirez-la d’abord là-bas.',
      'sso.identity_unknown':
        'Cette façon de se connecter n’existe pas ({id}) ; elle est peut-être déjà retirée.',
      'sso.last_way':
        'Il ne vous resterait aucune façon de vous connecter. Ajoutez-en d’abord une autre, ou ' +
        'faites-vous donner ' +
        'un mot de passe.',
      'sso.address_unsafe':
        'Les navigateurs ne gardent de clés d’accès que pour un nom en https, ' +
        'et on atteint le bureau à {address}. ' +
        'Un administrateur dit une autre adresse dans les réglages de l’hôte.',
      'sso.ceremony_over':
        'La clé n’a pas été demandée dans ce navigateur, cela a duré plus de cinq minutes, ' +
        'ou elle a déjà servi ; réessayez.',
      'sso.passkey_unknown':
        'Cette clé d’accès n’est pas connue ici ; elle a peut-être été retirée. ' +
        'Connectez-vous autrement et ajoutez-la à votre compte.',
      'sso.passkey_refused':
        'Ce que la clé a signé n’était pas juste ({reason}) ; réessayez, ou connectez-vous autrement.',
      'sso.passkey_taken': 'Cette clé d’accès est déjà connue ici ; ajoutez-en une autre.',
      'sso.passkey_unnamed': 'La clé n’a pas de nom ; dites sur quel téléphone ou quelle clé USB elle est.',
      'sso.passkey_missing': 'Vous n’avez pas de clé {id} ; elle est peut-être déjà retirée.',
      'sso.passkeys_too_many': 'Vous avez {most} clés, ce qui est le maximum ; retirez-en d’abord une.',
      'sso.reset_over':
        'Ce lien a servi, est trop ancien ou n’est pas entier. Demandez-en un autre à la connexion.',
      'sso.address_missing':
        'Personne n’a encore dit à quelle adresse on atteint le bureau, si bien qu’aucun lien ne ' +
        'peut être fait. ' +
        'Un administrateur le dit dans les réglages de l’hôte.',
    },
    permissions: {
      'sso.person.manage':
        'Voir comment quelqu’un se connecte, et retirer un second facteur ou une clé perdus',
    },
    words: {
      'Whoever has recovery codes has a second factor.': 'Qui a des codes de secours a un second facteur.',
      'No link for a new password is good for longer than half an hour.':
        'Aucun lien pour un nouveau mot de passe ne vaut plus d’une demi-heure.',
      'Single sign-on and second factor': 'Authentification unique et second facteur',
      'Second factor': 'Second facteur',
      'Whoever has this role shows a code or a passkey beside his password when he logs in':
        'Qui a ce rôle montre un code ou une clé d’accès en plus du mot de passe à la connexion',
      'Mail a link for a new password': 'Envoyer un lien pour un nouveau mot de passe',
      'Forget old links for new passwords': 'Oublier les anciens liens pour mots de passe',
      'New password': 'Nouveau mot de passe',
      'Log in': 'Connexion',
      Issuer: 'Émetteur',
      'The provider’s address, such as https://login.example.com; what it can do is read from there':
        'L’adresse du fournisseur, par exemple https://login.example.com ; ce qu’il sait faire y est lu',
      'Client id': 'Identifiant du client',
      'As the provider calls Stowage': 'Comme le fournisseur nomme Stowage',
      'Client secret': 'Secret du client',
      Scope: 'Portée',
      'What is asked of the provider; openid and email are needed':
        'Ce qui est demandé au fournisseur ; il faut openid et email',
      'Asks for a second factor itself': 'Demande lui-même un second facteur',
      'Whoever comes this way is then asked for none here':
        'Qui vient par là n’en doit alors pas d’autre ici',
      'Vouches for every e-mail': 'Se porte garant de chaque e-mail',
      'Only where nobody can choose his e-mail there himself: it decides who he is here':
        'Seulement là où personne ne choisit lui-même son e-mail : c’est lui qui dit qui il est ici',
      Domains: 'Domaines',
      'Whose e-mails come in this way, such as example.com; none means all':
        'Dont les e-mails entrent par là, par exemple example.com ; aucun signifie tous',
      'Makes users': 'Crée des utilisateurs',
      'Whoever nobody knows here is made a user when he comes first; else he is refused':
        'Qui n’est pas connu ici est créé à sa première venue ; sinon il est refusé',
      'Claim with the groups': 'Attribut des groupes',
      'What the provider tells somebody’s groups in': 'Où le fournisseur donne les groupes de quelqu’un',
      'Roles by group': 'Rôles par groupe',
      'Each as group = role, such as pickers = Operator; they count for users made this way, at each log-in':
        'Chacun comme groupe = rôle, par exemple pickers = Operator ; ils comptent pour qui est ' +
        'créé par là, à chaque connexion',
      'Role of everybody': 'Rôle de tous',
      'Whoever is made this way has it, whatever his groups':
        'Qui est créé par là l’a, quels que soient ses groupes',
    },
  },
}
