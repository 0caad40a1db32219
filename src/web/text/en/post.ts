import type { post as texts } from '../vi/post.ts'

export const post: typeof texts = {
  post: {
    title: 'Posts',
    none: 'Nobody is entered for a post.',
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
    until: 'Holds it no longer from',
    dayBad: 'Choose a day',
    giveReach: 'A post says who answers for what; what a person sees and does follows from the roles of the account.',
    given: '{{name}} was given the post {{title}}',
    end: 'End',
    endOf: 'End: {{title}}, {{name}}',
    endTitle: 'End a post',
    endWho: '{{name}} has been {{title}} since {{day}}.',
    endReach: 'The time it was held stays on record. The person’s account and roles do not change.',
    ended: 'The post {{title}} has ended',
    refused: {
      accountId: 'This account is closed, or belongs to an agency beyond your reach. Choose another person.',
      title: 'This person holds that post already. End the old one first.',
      until: 'Not after the day it began. Choose a later day.',
    },
    problem: {
      post_ended: 'This post has been ended already. Open the agency again to see it.',
    },
  },
}
