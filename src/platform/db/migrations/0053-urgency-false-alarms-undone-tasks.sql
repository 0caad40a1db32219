-- How urgent a bulletin is, in the grades of official paper (Decree 30/2020/NĐ-CP, appendix I): KHẨN, THƯỢNG KHẨN, HỎA TỐC, or none.
alter table platform.bulletin add column urgency text not null default 'normal'
  check (urgency in ('normal', 'urgent', 'top_urgent', 'flash'));
grant update (urgency) on platform.bulletin to nhip_app;

-- Finished with an incident in which there was nothing. Stands in the alert, for who sees the alert may not see the incident.
alter table platform.alert add column false_alarm boolean not null default false;
update platform.alert al set false_alarm = true from platform.incident i
  where i.id = al.incident_id and i.false_alarm and al.handling = 'done';
alter table platform.alert add constraint false_alarm_is_done check (not false_alarm or handling = 'done');
grant update (false_alarm) on platform.alert to nhip_app;
alter table platform.report_row drop constraint report_row_count_check;
alter table platform.report_row add constraint report_row_count_check
  check (count in ('in_time', 'late', 'not_due', 'dismissed', 'false_alarm'));

-- A task that was finished by mistake is taken back within seconds by who finished it; the story says so.
alter table platform.timeline_entry drop constraint timeline_entry_kind_check;
alter table platform.timeline_entry add constraint timeline_entry_kind_check
  check (kind in ('incident.opened', 'alert.joined', 'alert.resolved', 'task.assigned', 'task.accepted', 'evidence.added',
    'task.done', 'task.undone', 'note', 'incident.closed', 'commander.named', 'figure.told', 'stage.moved', 'handover.offered',
    'handover.accepted', 'handover.declined', 'handover.withdrawn', 'lessons.written', 'bulletin.asked', 'bulletin.sent',
    'bulletin.returned'));

-- In a closed incident every task is done and stays so. Who does a task may not see its incident, so it is asked here.
create policy hold on platform.incident for select to nhip_owner using (true);
create policy hold_open on platform.incident for update to nhip_owner using (true) with check (false);
create function platform.keep_done_in_closed() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from platform.incident i where i.id = old.incident_id and i.state = 'open' for share;
  if not found then
    raise exception 'incident % is closed', old.incident_number using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep_done_in_closed before update of state on platform.task
  for each row when (old.state = 'done' and new.state <> 'done') execute function platform.keep_done_in_closed();
