-- When the centre knew that the condition of an alert was over: by its own clock, as `raised_at` is when it knew that it began. What is
-- replayed carries `fired_at` and `resolved_at` of another, faster clock. Decision 32.
alter table platform.alert add column calmed_at timestamptz;
update platform.alert al set calmed_at = ended.at
  from (select alert_id, max(at) as at from platform.alert_step where action = 'resolved' group by alert_id) ended
  where ended.alert_id = al.id and al.condition = 'resolved';
alter table platform.alert add constraint calmed_is_over check (calmed_at is null or condition = 'resolved');
