-- directives.working_session: index on (number, id)
create index working_session_by_number on directives.working_session (number, id);

-- directives.working_session: index on (state, id)
create index working_session_by_state on directives.working_session (state, id);

-- directives.working_session: index on (state_at, id)
create index working_session_by_state_at on directives.working_session (state_at, id);

-- directives.working_session: index on (updated_at, id)
create index working_session_by_updated_at on directives.working_session (updated_at, id);

-- directives.working_session: index on (title, id)
create index working_session_by_title on directives.working_session (title, id);

-- directives.working_session: index on (held_on, id)
create index working_session_by_held_on on directives.working_session (held_on, id);

-- directives.working_session: index on (chair, id)
create index working_session_by_chair on directives.working_session (chair, id);

-- directives.notice: index on (number, id)
create index notice_by_number on directives.notice (number, id);

-- directives.notice: index on (state, id)
create index notice_by_state on directives.notice (state, id);

-- directives.notice: index on (state_at, id)
create index notice_by_state_at on directives.notice (state_at, id);

-- directives.notice: index on (updated_at, id)
create index notice_by_updated_at on directives.notice (updated_at, id);

-- directives.notice: index on (title, id)
create index notice_by_title on directives.notice (title, id);

-- directives.notice: index on (document_number, id)
create index notice_by_document_number on directives.notice (document_number, id);

-- directives.notice: index on (signed_on, id)
create index notice_by_signed_on on directives.notice (signed_on, id);

-- directives.directive: index on (number, id)
create index directive_by_number on directives.directive (number, id);

-- directives.directive: index on (state, id)
create index directive_by_state on directives.directive (state, id);

-- directives.directive: index on (state_at, id)
create index directive_by_state_at on directives.directive (state_at, id);

-- directives.directive: index on (updated_at, id)
create index directive_by_updated_at on directives.directive (updated_at, id);

-- directives.directive: index on (title, id)
create index directive_by_title on directives.directive (title, id);

-- directives.directive: index on (product, id)
create index directive_by_product on directives.directive (product, id);

-- directives.directive: index on (due_on, id)
create index directive_by_due_on on directives.directive (due_on, id);

-- directives.extension: index on (number, id)
create index extension_by_number on directives.extension (number, id);

-- directives.extension: index on (state, id)
create index extension_by_state on directives.extension (state, id);

-- directives.extension: index on (state_at, id)
create index extension_by_state_at on directives.extension (state_at, id);

-- directives.extension: index on (updated_at, id)
create index extension_by_updated_at on directives.extension (updated_at, id);

-- directives.extension: index on (new_due_on, id)
create index extension_by_new_due_on on directives.extension (new_due_on, id);
