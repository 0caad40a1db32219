/** How long readings are kept, in English. */
export const keeping = {
  keeping: {
    title: 'Keeping readings',
    lead: 'Readings are kept by the week. When its time is over a whole week is dropped; roll-ups by hour and by day stay.',
    standsTitle: 'Kept now:',
    stands: '{{weeks}} weeks, from {{from}}, about {{readings}} readings, {{size}}',
    none: 'There is no week of readings yet.',
    keptWeeks: 'Weeks that readings are kept',
    keptHint: 'From {{least}} to {{most}} weeks, counted from the end of the week. 104 weeks are two years.',
    aheadWeeks: 'Weeks made ready ahead',
    aheadHint: 'From 1 to {{most}}. Readings with a time beyond that are refused.',
    wrong: 'Write a whole number from {{least}} to {{most}}',
    save: 'Save',
    saved: 'It is set how long readings are kept',
    confirmTitle: 'Drop {{weeks}} weeks of readings?',
    loses:
      '{{weeks}} weeks will be dropped, from {{from}} to the end of the week of {{to}}: about {{readings}} readings, {{size}}. They cannot be had back.',
    gone: 'Lost: each reading, detailed charts and trying rules on those days; late readings of those weeks will be refused.',
    stays: 'Kept: roll-ups by hour and by day; alerts, incidents and reports that were made.',
    when: 'The centre drops them within the hour.',
    confirm: 'Drop {{weeks}} weeks and save',
  },
}
