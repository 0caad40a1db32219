const paths = {
  map: 'M9 4 3 6.500v13L9 17l6 3 6-2.500v-13L15 7 9 4Zm0 0v13m6-10v13',
  flag: 'M5 21V4m0 1h12l-2.500 4L17 13H5',
  tasks: 'm4 6 1.500 1.500L8 5m-4 7 1.500 1.500L8 11m-4 7 1.500 1.500L8 17M11.500 6.500H20m-8.500 6H20m-8.500 6H20',
  chart: 'M4 20V4m0 16h16M8 16v-4m4 4V8m4 8v-6',
  doc: 'M6 3h8l4 4v14H6V3Zm8 0v4h4M9 12h6m-6 4h6',
  gear: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Zm0-6v3m0 12v3M3 12h3m12 0h3M5.600 5.600l2.100 2.100m8.600 8.600 2.100 2.100m0-12.800-2.100 2.100m-8.600 8.600-2.100 2.100',
  menu: 'M4 7h16M4 12h16M4 17h16',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm0-5v2m0 14v2M3 12h2m14 0h2M5.600 5.600 7 7m10 10 1.400 1.400m0-12.800L17 7M7 17l-1.400 1.400',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500Z',
  calendar: 'M4 6h16v14H4V6Zm0 4.500h16M8 3.500V8m8-4.500V8',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Zm0 4v4l3 2',
  bell: 'M6 16V11a6 6 0 1 1 12 0v5l1.500 2h-15L6 16Zm4 4.500h4',
  minus: 'M5 12h14',
  plus: 'M12 5v14M5 12h14',
  check: 'm5 12.500 4.500 4.500L19 7.500',
  close: 'm6 6 12 12M18 6 6 18',
  right: 'm9 5 7 7-7 7',
  left: 'm15 5-7 7 7 7',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.500 20a7.500 7.500 0 0 1 15 0',
  clip: 'm8 12 6-6a3.500 3.500 0 0 1 5 5l-8.500 8.500a5 5 0 0 1-7-7L11 5',
  download: 'M12 4v11m-5-5 5 5 5-5M5 20h14',
  upload: 'M12 15V4m-5 5 5-5 5 5M5 20h14',
  warn: 'M12 4 2.500 20h19L12 4Zm0 6v4.500m0 2.500v.1',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5v-9Z',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13Zm4.700 11.200L20 20',
  whole: 'M4 9V4h5m6 0h5v5m0 6v5h-5m-6 0H4v-5',
  note: 'M5 19h4L19.500 8.500l-4-4L5 15v4Zm8-12 4 4',
  pin: 'M12 21s6.500-6 6.500-11a6.500 6.500 0 0 0-13 0c0 5 6.500 11 6.500 11Zm0-13.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5Z',
  device: 'M4 5h16v10H4V5Zm4 14h8m-4-4v4',
  link: 'M10 14a4 4 0 0 0 5.700 0l3-3a4 4 0 1 0-5.700-5.700l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3a4 4 0 1 0 5.700 5.700l1-1',
  layers: 'm12 4 8.500 4.500L12 13 3.500 8.500 12 4Zm-8.500 8L12 16.500l8.500-4.500M3.500 15.500 12 20l8.500-4.500',
  share:
    'M7 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5Zm10-6a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5Zm0 12a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5ZM9.200 10.800l5.600-3.600m-5.600 6 5.600 3.600',
  radius: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Zm0 6.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3Z',
  print: 'M7 8V3.500h10V8M7 17H4V8h16v9h-3M7 14h10v6.500H7V14Z',
  camera: 'M4 8h3.500L9 5.500h6L16.500 8H20v11H4V8Zm8 2.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7Z',
  replay: 'M4 12a8 8 0 1 0 2.500-5.800M4 4v4.500h4.500M12 8v4.500l3 1.500',
} as const

export type IconName = keyof typeof paths

/** A line icon on a 24 by 24 grid. Always beside a word, or on a control that has a name. `size` in px at a desk. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  const style = { width: `${size / 16}rem`, height: `${size / 16}rem` }
  return (
    <svg className="icon" viewBox="0 0 24 24" style={style} aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
