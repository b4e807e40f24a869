import { useLogin } from 'react-admin'
import { LoginPage } from './login-page.tsx'
import { ThemeFollower } from './theme-follower.tsx'

/** The log-in of whoever's session ended or who logged out: it leads back to where he was. */
export function DeskLogin() {
  const enter = useLogin()
  return (
    <>
      <ThemeFollower />
      <LoginPage onIn={() => enter({})} />
    </>
  )
}
