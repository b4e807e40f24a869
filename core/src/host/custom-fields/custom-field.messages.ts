import type { Messages } from '@stowage/sdk'

/** The same in French. */
export const customFieldMessages: Pick<Messages, 'errors' | 'permissions'> = {
  errors: {
    'host.field_entity_unknown': 'Aucun enregistrement « {entity} » ne prend de champs ; il y a : {known}.',
    'host.field_name_taken':
      'Les enregistrements {entity} ont déjà un champ {name} ; nommez le vôtre autrement.',
    'host.field_name_own':
      'Les enregistrements {entity} disent {name} d’eux-mêmes ; il faut un autre nom à votre champ.',
    'host.field_name_of_plugin':
      'Le plugin {plugin} garde un champ {name} sur les enregistrements {entity} ; nommez le vôtre ' +
      'autrement, pour que personne ne les confonde.',
    'host.field_name_reserved': 'Le nom {name} veut dire autre chose dans les filtres ; prenez-en un autre.',
    'host.field_text_unprintable':
      '{member} est vide, ou contient un caractère qui ne s’imprime pas ; écrivez-le autrement.',
    'host.fields_too_many':
      'Les enregistrements {entity} ont déjà {most} champs, ce qui est le maximum ; retirez-en un d’abord.',
    'host.field_permission_unknown':
      'La permission {permission} n’existe pas ; prenez-en une de celles dont les rôles sont faits.',
    'host.field_rule_alien': 'Un champ du genre {kind} n’a pas de {rule} ; il prend : {known}.',
    'host.field_rule_missing': 'Un champ du genre {kind} a besoin de {rule}.',
    'host.field_bounds': '{least} vaut {from} et {most} {to} ; rien n’aurait de place entre les deux.',
    'host.field_too_long':
      'Un champ du genre {kind} tient {most} caractères au plus, et {asked} ont été demandés.',
    'host.field_pattern_invalid': 'Le motif {pattern} est illisible : {problem}.',
    'host.field_pattern_slow':
      'Le motif {pattern} pourrait ne jamais finir sur certains textes, car une répétition se trouve ' +
      'dans une autre, autour d’un choix, ou à côté de trop d’autres ; écrivez-le sans.',
    'host.field_choice_twice': 'Le choix {value} figure deux fois ; il faut à chacun sa propre valeur.',
    'host.field_default_invalid': 'La valeur par défaut {value} ne convient pas au champ : {problem}.',
    'host.field_values_unfit':
      '{count} enregistrements disent de {name} ce qui ne conviendrait pas, comme {example} ' +
      '({entity} {id}) ; modifiez-les d’abord, ou faites un autre champ.',
    'host.field_has_values':
      '{count} enregistrements ont une valeur de {name}. Retirez le champ pour la cacher et la garder, ou ' +
      'supprimez-le avec withValues=true pour la perdre à jamais.',
    'host.fields_changed':
      'Les champs de ces enregistrements viennent de changer ; relisez l’enregistrement et renvoyez ' +
      'ce que vous dites.',
  },
  permissions: {
    'host.field.read': 'Voir quels champs les enregistrements ont reçus',
    'host.field.manage': 'Donner des champs aux enregistrements, les modifier, retirer et supprimer',
  },
}
