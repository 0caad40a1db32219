import type { course as texts } from '../vi/course.ts'
import type { WithOne } from '../with-one.ts'

/** How a series ran over a stretch of time. */
export const course: WithOne<typeof texts> = {
  course: {
    corrected_one: '{{n}} corrected reading',
    corrected: '{{n}} corrected readings',
    correction: 'from {{from}} to {{to}}',
    correctedBy: 'corrected at {{time}} by {{sender}}',
    firstBy: 'the old value was sent by {{sender}}',
    month: '30 days',
    year: '1 year',
    chart: '{{name}}, {{days}} days up to {{time}}',
    buckets: 'Each point is the mean of {{duration}}; the band goes from lowest to highest.',
    days: 'Each point is the mean of a day; the band goes from lowest to highest.',
  },
}
