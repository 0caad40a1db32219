/** Who runs statements as superuser. */
interface Admin {
  query(text: string, values: unknown[]): Promise<unknown>
}

/**
 * Writes alerts that fire, one on each of so many assets, as superuser: past rules, not past triggers. Codes of the assets are
 * `PREFIX-1`, `PREFIX-2` and so on.
 */
export async function insertStorm(
  admin: Admin,
  storm: {
    agencyCode: string
    prefix: string
    count: number
    severity?: string
    areas?: readonly (string | null)[]
    at?: Date
  },
): Promise<void> {
  const { agencyCode, prefix, count, severity = 'major', areas = [null], at = new Date() } = storm
  await admin.query(
    // With the limits that the rule compares with: without them its alerts would end.
    `insert into platform.asset (code, type, name, agency_id, area_code, attributes)
    select $2 || '-' || n, 'river_station', 'Trạm ' || $2 || ' ' || n, a.id, ($3::text[])[1 + n % cardinality($3::text[])],
      '{"alert_level_1_m": 4, "alert_level_2_m": 4, "alert_level_3_m": 4}'
    from platform.agency a, generate_series(1, $4::int) n where a.code = $1`,
    [agencyCode, prefix, areas, count],
  )
  await admin.query(
    `insert into platform.series (asset_id, agency_id, key, name_vi, name_en, unit, cadence_s)
    select id, agency_id, 'water_level', 'Mực nước', 'Water level', 'm', 3600 from platform.asset where code like $1 || '-%'`,
    [prefix],
  )
  await admin.query(
    `insert into platform.alert (id, rule_id, asset_id, series_id, agency_id, area_code, severity, title_vi, title_en, value, threshold,
      origin, condition, handling, fired_at, raised_at, due_at)
    select gen_random_uuid(), (select min(id) from platform.alert_rule), s.asset_id, s.id, s.agency_id, a.area_code, $2,
      'Mực nước ' || a.name || ' 5 m, quá 4 m', 'Water level of ' || a.name || ' 5 m, over 4 m', 5, 4, 'device', 'firing', 'new', $3::timestamptz, now(), now() + interval '1 day'
    from platform.series s join platform.asset a on a.id = s.asset_id where a.code like $1 || '-%'`,
    [prefix, severity, at],
  )
}
