import type { account as texts } from '../vi/account.ts'

export const account: typeof texts = {
  signIn: {
    title: 'Sign in',
    login: 'Login',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'Wrong login or password. Check Caps Lock and the Vietnamese keyboard.',
    missingLogin: 'Enter your login',
    missingPassword: 'Enter your password',
    ended: 'Your session has ended. Sign in to continue where you left off.',
    help: 'No account yet: ask the administrator of your agency.',
  },
  password: {
    title: 'Change password',
    must: 'Somebody else set this password. Change it before you start work.',
    current: 'Current password',
    next: 'New password',
    nextHint: 'At least 14 characters. A long sentence is better than a string of symbols.',
    again: 'Repeat the new password',
    short: 'The new password needs at least 14 characters',
    differ: 'The two entries differ',
    submit: 'Change password',
    leave: 'Keep it and go to the situation page',
    done: 'Password changed',
  },
}
