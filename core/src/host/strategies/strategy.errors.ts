import type { ErrorDeclaration } from '@stowage/sdk'

/** Why a question has no answer, or a strategy cannot be bound. */
export const strategyErrors = {
  'host.strategy_missing': {
    status: 422,
    message:
      'Nothing answers the question {point}: bind a strategy to it, or switch a plugin on that has one.',
  },
  'host.strategy_failed': {
    status: 500,
    message:
      'The strategy {strategy} of {plugin} failed: {problem}. Bind another one to {point} until it is mended.',
  },
  'host.strategy_unknown': {
    status: 422,
    message: 'There is no strategy {strategy} for {point}; there are: {known}.',
  },
  'host.binding_setting_invalid': {
    status: 422,
    message: 'The setting "{title}" of the strategy {strategy} cannot be {value}: {problem}.',
  },
  'host.binding_setting_unknown': {
    status: 422,
    message: 'The strategy {strategy} has no setting {member}; there are: {known}.',
  },
  'host.binding_runs_backward': {
    status: 422,
    message: 'A binding cannot end at {validUntil}, before it begins at {validFrom}.',
  },
  'host.binding_place_unknown': {
    status: 422,
    message: 'There is no {what} {id} to bind a strategy for.',
  },
  'host.condition_fact_unknown': {
    status: 422,
    message: 'No rule can ask about {fact} here; it can ask about: {known}.',
  },
  'host.condition_comparison_unfit': {
    status: 422,
    message: '{title} cannot be asked whether it {comparison} something; it can be asked: {known}.',
  },
  'host.condition_value_unfit': {
    status: 422,
    message: '{title} cannot be held against {value}: {problem}.',
  },
  'host.trial_runs_backward': {
    status: 422,
    message: 'A rule cannot be tried from {validFrom} until {validUntil}; let it begin before it ends.',
  },
  'host.decision_not_derivable': {
    status: 409,
    message: 'This decision cannot be derived again: {why}.',
  },
} as const satisfies Record<string, ErrorDeclaration>
