/** How long readings are kept, in English. */
export const keeping = {
  keeping: {
    title: 'Keeping readings',
    lead: 'Readings are kept by the week. Old weeks are deleted as a whole; hourly and daily summaries stay.',
    standsTitle: 'Kept now:',
    stands: '{{weeks}} weeks, from {{from}}, about {{readings}} readings, {{size}}',
    none: 'No readings yet.',
    keptWeeks: 'Weeks to keep readings',
    keptHint: 'From {{least}} to {{most}} weeks, counted from the end of the week. 104 weeks are two years.',
    aheadWeeks: 'Weeks prepared ahead',
    aheadHint: 'From 1 to {{most}}. Readings with a time beyond that are refused.',
    wrong: 'Write a whole number from {{least}} to {{most}}',
    save: 'Save',
    saved: 'Retention saved',
    confirmTitle: 'Delete {{weeks}} weeks of readings?',
    loses:
      '{{weeks}} weeks will be deleted, from {{from}} to the end of the week of {{to}}: about {{readings}} readings, {{size}}. They cannot be recovered.',
    gone: 'Lost: individual readings, detailed charts and rule trials for those days; late readings for those weeks will be refused.',
    stays: 'Kept: hourly and daily summaries; alerts, incidents and reports.',
    when: 'The centre deletes them within the hour.',
    confirm: 'Delete {{weeks}} weeks and save',
  },
}
