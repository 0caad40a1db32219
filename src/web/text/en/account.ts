import type { account as texts } from '../vi/account.ts'

export const account: typeof texts = {
  signIn: {
    title: 'Sign in',
    login: 'Login',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'Login or password is wrong. Check caps lock and the Vietnamese keyboard.',
    missingLogin: 'Enter your login',
    missingPassword: 'Enter your password',
    ended: 'Your session has ended. Sign in to go on where you were.',
    help: 'No account yet: ask the administrator of your agency.',
  },
  password: {
    title: 'Change password',
    must: 'This password was set by somebody else. Change it before you work.',
    current: 'Current password',
    next: 'New password',
    nextHint: 'At least 14 characters. A long sentence is better than a string of signs.',
    again: 'New password again',
    short: 'The new password needs at least 14 characters',
    differ: 'The two entries differ',
    submit: 'Change password',
    leave: 'Keep it, go to the situation',
    done: 'Password changed',
  },
}
