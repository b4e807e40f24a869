/** What the desk and its log-in load. */
export { ArrivalPage } from './arrival-page.tsx'
export { IdentitiesCard } from './identities-card.tsx'
export { NewPasswordPage } from './new-password-page.tsx'
export { OtherWays } from './other-ways.tsx'
export { OwnFactorCard } from './own-factor-card.tsx'
export { PasskeysCard } from './passkeys-card.tsx'
export { PersonCard } from './person-card.tsx'
export { SecondFactorStep } from './second-factor-step.tsx'
