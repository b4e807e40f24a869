/** What a mail says. */
export interface MailWords {
  readonly subject: string
  readonly text: string
}

interface ResetFacts {
  readonly name: string
  readonly link: string
  readonly minutes: number
}

/** The mail with the link, in the reader's language. */
export function resetMail(language: string, { name, link, minutes }: ResetFacts): MailWords {
  return language.startsWith('fr')
    ? {
        subject: 'Choisir un nouveau mot de passe',
        text:
          `Bonjour ${name},\n\nquelqu’un a demandé un nouveau mot de passe pour votre compte Stowage. ` +
          `Choisissez-le ici dans les ${minutes} minutes :\n\n${link}\n\n` +
          'Le lien ne sert qu’une fois. Si ce n’était pas vous, ne faites rien : votre mot de passe ' +
          'reste le même.\n',
      }
    : {
        subject: 'Choose a new password',
        text:
          `Hello ${name},\n\nsomebody asked for a new password for your Stowage account. ` +
          `Choose it here within ${minutes} minutes:\n\n${link}\n\n` +
          'The link is good once. If it was not you, do nothing: your password stays as it is.\n',
      }
}

/** The mail that says that it was done, so that who did not do it hears of it. */
export function changedMail(language: string, { name }: { readonly name: string }): MailWords {
  return language.startsWith('fr')
    ? {
        subject: 'Votre mot de passe a été modifié',
        text:
          `Bonjour ${name},\n\n` +
          'le mot de passe de votre compte Stowage vient d’être modifié par un lien envoyé à ' +
          'cette adresse, et toutes vos sessions sont terminées. Si ce n’était pas vous, prévenez ' +
          'tout de suite ' +
          'un administrateur.\n',
      }
    : {
        subject: 'Your password was changed',
        text:
          `Hello ${name},\n\n` +
          'the password of your Stowage account was changed just now by a link that was sent to ' +
          'this address, and all your sessions have ended. If it was not you, tell an administrator ' +
          'at once.\n',
      }
}
