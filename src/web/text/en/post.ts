import type { post as texts } from '../vi/post.ts'

export const post: typeof texts = {
  post: {
    title: 'Posts',
    none: 'No posts entered yet.',
    hidden: 'This account may not see who holds the posts of another agency.',
    former: 'Former ({{n}})',
    give: 'Give a post',
    person: 'Who holds it',
    personHint: 'One of the accounts in use. People of this agency come first.',
    personNone: 'No account found',
    personBad: 'Choose who holds the post',
    name: 'Post',
    nameHint: 'For example: Director, Deputy Chief of Office, Shift leader.',
    nameBad: 'Enter the post',
    from: 'Holds it since',
    until: 'Post ends on',
    dayBad: 'Choose a day',
    giveReach:
      'A post says who is responsible for what; what a person may see and do depends on the roles of the account.',
    given: '{{name}} was given the post {{title}}',
    end: 'End',
    endOf: 'End: {{title}}, {{name}}',
    endTitle: 'End a post',
    endWho: '{{name}} has been {{title}} since {{day}}.',
    endReach: 'The period is kept on record. The person’s account and roles do not change.',
    ended: 'The post {{title}} has ended',
    refused: {
      accountId: 'This account is closed, or belongs to an agency beyond your reach. Choose another person.',
      title: 'This person already holds that post. End the old one first.',
      until: 'Must be after the day it began. Choose a later day.',
    },
    problem: {
      post_ended: 'This post has already ended. Reopen the agency to see it.',
    },
  },
}
