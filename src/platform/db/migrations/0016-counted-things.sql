-- A row of a frozen figure is any thing that was counted, not an alert only; with its deadline as it stood then.

alter table platform.report_row add column place text;
alter table platform.report_row add column kind text;
alter table platform.report_row add column thing_id text;
alter table platform.report_row add column due_at timestamptz;
alter table platform.report_row add column done_at timestamptz;
update platform.report_row rr set place = rr.alert_id::text, kind = 'alert', thing_id = rr.alert_id::text,
  due_at = al.due_at, done_at = al.done_at
from platform.alert al where al.id = rr.alert_id;
alter table platform.report_row alter column place set not null;
alter table platform.report_row alter column kind set not null;
alter table platform.report_row alter column thing_id set not null;
alter table platform.report_row alter column due_at set not null;
alter table platform.report_row drop constraint report_row_pkey;
alter table platform.report_row drop column alert_id;
alter table platform.report_row add primary key (report_id, line_key, place);
