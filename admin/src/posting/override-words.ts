const en = {
  title: 'You may post it all the same',
  reason: 'Why it is posted all the same',
  kept: 'The reason stays in the record of the movement, and in the audit.',
  post: 'Post it all the same',
  others: 'Who has the permission %{permission} may post it all the same.',
  overridden: 'Posted against a refusal',
}

const fr: typeof en = {
  title: 'Vous pouvez l’enregistrer malgré tout',
  reason: 'Pourquoi l’enregistrer malgré tout',
  kept: 'Le motif reste dans le mouvement, et dans le journal des modifications.',
  post: 'Enregistrer malgré tout',
  others: 'Qui a la permission %{permission} peut l’enregistrer malgré tout.',
  overridden: 'Enregistré malgré un refus',
}

/** What the desk says of refusals that may be overridden. */
export const overrideWords = { en, fr }
