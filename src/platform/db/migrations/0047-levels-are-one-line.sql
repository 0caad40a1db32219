-- Levels of one danger on one asset are one line under the worst of them, from the next alert that begins or ends on.
alter table platform.alert drop constraint alert_line_by_check;
alter table platform.alert add constraint alert_line_by_check check (line_by in ('above', 'cause', 'area'));
