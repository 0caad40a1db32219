export interface Person {
  readonly login: string
  readonly password: string
  readonly name: string
  /** By its code. */
  readonly agency: string
  readonly roles: readonly string[]
  readonly reach: 'agency' | 'subtree'
}

/** Who works the night: one on duty for the city, one of the power company, one of the commune. */
export const people = {
  officer: {
    login: 'truc-dem',
    password: 'nước lên lúc hai giờ sáng',
    name: 'Cán bộ trực đêm',
    agency: 'H57.900',
    roles: ['duty_officer'],
    reach: 'subtree',
  },
  electrician: {
    login: 'truc-dien',
    password: 'đóng điện khi nước rút',
    name: 'Cán bộ điện lực',
    agency: 'H57.924',
    roles: ['handler'],
    reach: 'agency',
  },
  ward: {
    login: 'phuong-hoa-chau',
    password: 'đưa dân lên chỗ cao ráo',
    name: 'Cán bộ phường Hoá Châu',
    agency: 'H57.825',
    roles: ['handler'],
    reach: 'agency',
  },
} as const satisfies Record<string, Person>
