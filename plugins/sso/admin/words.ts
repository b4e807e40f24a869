import { sayFrom } from '@stowage/admin'

/** What the plugin's screens say, in the reader's language; each sentence under its English. */
export const say = sayFrom({
  fr: {
    'Log in with {name}': 'Se connecter avec {name}',
    'Log in': 'Connexion',
    'One moment …': 'Un instant …',
    'From now on you log in this way as well.': 'Désormais vous vous connectez aussi de cette façon.',
    'Back to your account': 'Retour à votre compte',
    'Your providers': 'Vos fournisseurs',
    Providers: 'Fournisseurs',
    'You log in by no provider yet.': 'Vous ne vous connectez encore par aucun fournisseur.',
    'Add {name} …': 'Ajouter {name} …',
    'a provider that is no more': 'un fournisseur qui n’existe plus',
    'Used last': 'Dernière utilisation',
    Remove: 'Retirer',
    '{count} passkey | {count} passkeys': '{count} clé d’accès | {count} clés d’accès',
    'Logs in by {count} provider. | Logs in by {count} providers.':
      'Se connecte par {count} fournisseur. | Se connecte par {count} fournisseurs.',
    'Log in with a passkey': 'Se connecter avec une clé d’accès',
    Passkeys: 'Clés d’accès',
    'Your passkeys': 'Vos clés d’accès',
    'With a passkey you log in by finger, face or PIN of your phone or computer, without a password.':
      'Vous vous connectez par le doigt, le visage ou le code de votre appareil, sans mot de passe.',
    'Add a passkey …': 'Ajouter une clé d’accès …',
    Added: 'Ajoutée',
    Name: 'Nom',
    Rename: 'Renommer',
    'Keep the name': 'Garder le nom',
    'What do you call this key?': 'Comment appelez-vous cette clé ?',
    'Such as the phone or the stick that it is on':
      'Par exemple le téléphone ou la clé USB où elle se trouve',
    'Keep the passkey': 'Garder la clé',
    'Forgot your password?': 'Mot de passe oublié ?',
    'Your e-mail': 'Votre e-mail',
    'Mail me a link': 'Envoyez-moi un lien',
    'If {email} logs in here with a password, a link is on its way. It is good for half an hour.':
      'Si {email} se connecte ici avec un mot de passe, un lien est en route. Il vaut une demi-heure.',
    'New password': 'Nouveau mot de passe',
    'At least 12 characters. You are logged out everywhere.':
      'Au moins 12 caractères. Vous êtes déconnecté partout.',
    'Keep this password': 'Garder ce mot de passe',
    'Your password is changed. Log in with it now.':
      'Votre mot de passe est modifié. Connectez-vous avec lui maintenant.',
    'This address is not whole. Open the link of the mail again.':
      'Cette adresse n’est pas entière. Ouvrez de nouveau le lien du courrier.',
    'Type the code that your app shows now, or one of your recovery codes.':
      'Saisissez le code que montre votre application, ou un de vos codes de secours.',
    Code: 'Code',
    'Go on': 'Continuer',
    'Your role asks for a second factor: an app of your phone that shows codes.':
      'Votre rôle demande un second facteur : une application qui montre des codes.',
    'Set up an app': 'Installer une application',
    'Scan this with the app': 'Scannez ceci avec l’application',
    'Or type this secret into it: {secret}': 'Ou saisissez-y ce secret : {secret}',
    'The code that it shows now': 'Le code qu’elle montre maintenant',
    'Your recovery codes': 'Vos codes de secours',
    'Keep them on paper: each is good once, in the place of a code, and they are shown now only.':
      'Gardez-les sur papier : chacun vaut une fois, et ils ne sont montrés que maintenant.',
    'I have kept them': 'Je les ai gardés',
    'Second factor': 'Second facteur',
    'Beside your password, a code of an app is asked for.':
      'En plus de votre mot de passe, un code d’une application est demandé.',
    'Nothing is asked for beside your password.': 'Rien n’est demandé en plus de votre mot de passe.',
    'Set up since': 'Installé depuis',
    '{count} recovery code is left | {count} recovery codes are left':
      'Il reste {count} code de secours | Il reste {count} codes de secours',
    'Your role asks for it.': 'Votre rôle le demande.',
    'Set up another app …': 'Installer une autre application …',
    'Set it up …': 'L’installer …',
    'Make new recovery codes …': 'Faire de nouveaux codes de secours …',
    'Go without …': 'S’en passer …',
    Password: 'Mot de passe',
    'A code of the app, or a recovery code': 'Un code de l’application, ou un code de secours',
    Cancel: 'Annuler',
    'The second factor': 'Le second facteur',
    'How this person logs in': 'Comment cette personne se connecte',
    'Shows a second factor beside the password.': 'Montre un second facteur en plus du mot de passe.',
    'Has no second factor.': 'N’a pas de second facteur.',
    'A role asks for one: it is set up at the next log-in.':
      'Un rôle en demande un : il sera installé à la prochaine connexion.',
    'Has no password, and logs in by other ways alone.':
      'N’a pas de mot de passe, et se connecte seulement d’autres façons.',
    'Take the second factor away …': 'Retirer le second facteur …',
    'Take the second factor away?': 'Retirer le second facteur ?',
    'From then on the password is enough, until another one is set up. All sessions end.':
      'Le mot de passe suffit alors, jusqu’à ce qu’un autre soit installé. Toutes les sessions se terminent.',
    'Take it away': 'Le retirer',
    'The second factor is taken away.': 'Le second facteur est retiré.',
  },
})
